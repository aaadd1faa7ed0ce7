import { spawnSync } from 'node:child_process';
import { step } from './progress.mjs';
import { runProgram } from './run-program.mjs';
import { StepFailed } from './step-failed.mjs';

/** What `npm test` needs of Debian: the package and a command that shows that it runs. */
export const testPrograms = [
  { name: 'chromium', check: ['chromium', '--version'] },
  { name: 'ffmpeg', check: ['ffmpeg', '-version'] },
];

/** What `npm run test:engines` needs. */
export const enginePrograms = [{ name: 'redis-server', check: ['redis-server', '--version'] }];

/** Makes sure of the programs that tests use, installing them where we may. */
export async function ensureSystemPrograms(programs) {
  const missing = programs.filter((program) => !runs(program)).map(({ name }) => name);
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const command = `apt-get update && ${install}`;
  if (!mayInstall()) {
    throw new StepFailed(
      `The tests need ${missing.join(' and ')}, which this system lacks. Run this once:\n\n` +
        `  sudo sh -c '${command}'\n`,
    );
  }
  await step(`Install ${missing.join(' and ')} with apt-get`, async () => {
    const { ok, output } = await runProgram('/bin/sh', ['-c', command], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (!ok) throw new StepFailed(`"${command}" failed: see above.`, output);
  });
  const broken = programs.find((program) => !runs(program));
  if (broken) throw new StepFailed(`${broken.name} is installed but does not run here.`);
}

function runs({ check: [command, ...args] }) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}
