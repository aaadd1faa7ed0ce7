import { explainFailure, version } from '@edumaster/server';
import { Command } from 'commander';
import { CommandRefused } from './command-refused.ts';
import { doctorCommand } from './commands/doctor.ts';
import { keysCommand } from './commands/keys.ts';
import { mailCommand } from './commands/mail.ts';
import { migrateCommand } from './commands/migrate.ts';
import { seedCommand } from './commands/seed.ts';
import { tenantCommand } from './commands/tenant.ts';
import { upCommand } from './commands/up.ts';
import { userCommand } from './commands/user.ts';

const commands = [
  upCommand,
  doctorCommand,
  mailCommand,
  migrateCommand,
  seedCommand,
  userCommand,
  tenantCommand,
  keysCommand,
];

const program = new Command('edumaster')
  .description('Runs and looks after an EduMaster installation.')
  .version(version)
  .addHelpText(
    'after',
    '\nSettings are environment variables, the same for every command as for the server:\n' +
      '  EDUMASTER_DATA_DIR      where everything is kept, by default .data in the checkout\n' +
      '  EDUMASTER_DATABASE_URL  a Postgres of your own instead of the embedded one',
  );

for (const command of commands) {
  program.addCommand(command());
}
showHelpAfterErrors(program);

try {
  await program.parseAsync();
} catch (error) {
  const reason = error instanceof CommandRefused ? error.message : explainFailure(error);
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}

/** Commander leaves it to each command. */
function showHelpAfterErrors(command: Command): void {
  command.showHelpAfterError();
  for (const inner of command.commands) showHelpAfterErrors(inner);
}
