import { once } from 'node:events';
import { stdout } from 'node:process';
import { allowsDemo, loadAllSettings } from './installation/configuration.ts';
import { demoAccounts, demoPassword } from './demo/accounts.ts';
import { seedDemo, type SeedOptions } from './demo/seed-demo.ts';
import { explainFailure } from './explain-failure.ts';
import type { Report } from './installation/report.ts';
import { logFile, openLog } from './operations/open-log.ts';
import { serverSettings } from './settings.ts';
import { type RunningServer, startServer } from './start-server.ts';

/**
 * Starts the program, tells the person at the terminal about it, and runs until it is told to stop.
 * @returns the exit status
 */
export async function runInForeground(): Promise<number> {
  const stopping = stopSignal();
  try {
    const report = stepReporter();
    const all = loadAllSettings();
    const log = openLog(all.of(serverSettings));
    const server = await startServer({ settings: all, log, report });
    try {
      await welcome(server, { report, signal: stopping });
      if (!stopping.aborted) await once(stopping, 'abort');
      if (!isProduction(server)) stdout.write('\n  Stopping …\n');
    } finally {
      await server.stop();
    }
    return 0;
  } catch (error) {
    process.stderr.write(`\n  EduMaster did not start.\n  ${explainFailure(error)}\n\n`);
    return 1;
  }
}

/** Makes the demo data, where it is allowed, and says where to look. Asked to stop, it does less. */
async function welcome(server: RunningServer, seeding: Required<SeedOptions>): Promise<void> {
  const { settings } = server.opened;
  try {
    if (allowsDemo(settings)) await seedDemo(server.opened, seeding);
  } catch (error) {
    if (!seeding.signal.aborted) throw error;
  }
  if (isProduction(server) || seeding.signal.aborted) return;
  stdout.write(banner(server, logFile(settings)));
}

function isProduction({ opened }: RunningServer): boolean {
  return opened.settings.EDUMASTER_MODE === 'production';
}

/** Aborted at the first SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const onSignal = () => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return stopping.signal;
}

function stepReporter(): Report {
  const start = performance.now();
  return (step) => {
    const seconds = ((performance.now() - start) / 1_000).toFixed(1).padStart(5);
    stdout.write(`  ${seconds} s  ${step}\n`);
  };
}

function banner({ url, opened }: RunningServer, log: string): string {
  const lines = [
    '',
    '  EduMaster is running.',
    '',
    `    Learn, teach, moderate   ${url}`,
    `    API                      ${url}/api/docs`,
    ...(allowsDemo(opened.settings) ? demoLines(url) : []),
    '',
    `    Log                      ${log}`,
    '    Stop                     Ctrl-C',
    '',
    '',
  ];
  return lines.join('\n');
}

function demoLines(url: string): string[] {
  const academy = new URL(url);
  academy.hostname = `acme.${academy.hostname}`;
  return [
    `    An academy               ${academy.origin}`,
    '',
    `    Log in with the password "${demoPassword}" as`,
    ...demoAccounts.map(({ email, what }) => `      ${email.padEnd(24)} ${what}`),
  ];
}
