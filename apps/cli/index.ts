import { explainFailure, version } from '@edumaster/server';
import { Command, CommanderError } from 'commander';
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
explainAndReturn(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
  if (!(error instanceof CommanderError)) process.stderr.write(`${explained(error)}\n`);
}

function explained(error: unknown): string {
  return error instanceof CommandRefused ? error.message : explainFailure(error);
}

/**
 * Has every command show its help after an error, and return instead of calling `process.exit`:
 * that joins V8's threads, and waits for ever for one that compiles and wants memory meanwhile
 * (https://github.com/nodejs/node/issues/54918; 3 of 300 calls of `--help`).
 * Commander leaves both to each command.
 */
function explainAndReturn(command: Command): void {
  command.showHelpAfterError().exitOverride();
  for (const inner of command.commands) explainAndReturn(inner);
}
