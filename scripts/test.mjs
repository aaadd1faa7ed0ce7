// `npm test`: installs what the tests need and runs all of them. The last line of its output is
// "N passed, N failed". Like start.mjs it needs nothing but Node 20 and npm.
import { runStages } from './launcher/run-stages.mjs';
import { stages } from './launcher/stages.mjs';
import { testPrograms } from './launcher/system-programs.mjs';

await runStages({ command: 'npm test', stages, programs: testPrograms });
