import { loadAllSettings, seedDemo, serverSettings, startWorkers } from '@edumaster/server';
import { Command, Option } from 'commander';
import { withInstallation } from '../with-installation.ts';

export function seedCommand(): Command {
  return new Command('seed')
    .description('fill an installation with demo accounts, an academy and courses')
    .addOption(new Option('--demo', 'the demo data of the embedded start').makeOptionMandatory())
    .addHelpText(
      'after',
      '\nSafe to run twice: what is there is left alone. Refused in production, since everybody\n' +
        'knows the password of the demo accounts.',
    )
    .action(seed);
}

async function seed(): Promise<void> {
  const { EDUMASTER_MODE: mode } = loadAllSettings().of(serverSettings);
  if (mode === 'production') {
    process.stderr.write('Demo data is refused with EDUMASTER_MODE=production.\n');
    process.exitCode = 1;
    return;
  }
  await withInstallation(async (opened) => {
    // No server need be running: the demo video is encoded by whoever takes the job first.
    const stopWorkers = await startWorkers(opened);
    try {
      await seedDemo(opened, { report: (step) => process.stdout.write(`${step}\n`) });
    } finally {
      await stopWorkers();
    }
    process.stdout.write('The demo data is there.\n');
  });
}
