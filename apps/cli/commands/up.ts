import { runInForeground } from '@edumaster/server';
import { Command } from 'commander';

export function upCommand(): Command {
  return new Command('up')
    .description('start everything and run until Ctrl-C (what "npm start" does after building)')
    .addHelpText(
      'after',
      '\nWhen the port is in use, set PORT. When EduMaster already runs on this data, the\n' +
        'command says so and leaves it alone.',
    )
    .action(async () => {
      process.exitCode = await runInForeground();
    });
}
