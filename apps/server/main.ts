import { runInForeground } from './run-in-foreground.ts';

process.exitCode = await runInForeground();
