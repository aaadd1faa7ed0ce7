import { stdout } from 'node:process';
import { allowsDemo, loadAllSettings } from './installation/configuration.ts';
import { demoAccounts, demoPassword } from './demo/accounts.ts';
import { seedDemo } from './demo/seed-demo.ts';
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
    const settings = all.of(serverSettings);
    const log = openLog(settings);
    const server = await startServer({ settings: all, log, report });
    const isProduction = settings.EDUMASTER_MODE === 'production';
    if (allowsDemo(settings)) await seedDemo(server.opened, report);
    if (!isProduction) stdout.write(banner(server, logFile(settings)));
    await stopping;
    if (!isProduction) stdout.write('\n  Stopping …\n');
    await server.stop();
    return 0;
  } catch (error) {
    process.stderr.write(`\n  EduMaster did not start.\n  ${explainFailure(error)}\n\n`);
    return 1;
  }
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    const onSignal = () => {
      if (isAsked) process.exit(130);
      isAsked = true;
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
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
