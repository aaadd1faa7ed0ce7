import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inCheckout } from './checkout.mjs';
import { step } from './progress.mjs';
import { runProgram } from './run-program.mjs';
import { StepFailed } from './step-failed.mjs';

/** What `npm test` needs of Debian: the package and a command that shows that it runs. */
export const testPrograms = [
  { name: 'chromium', check: ['chromium', '--version'] },
  { name: 'ffmpeg', check: ['ffmpeg', '-version'] },
];

/** What `npm run test:engines` needs; `go` is what Go builds, since Debian has no package of it. */
export const enginePrograms = [
  { name: 'clamav-daemon', check: ['clamd', '--version'] },
  { name: 'redis-server', check: ['redis-server', '--version'] },
  { name: 'nginx-light', check: ['nginx', '-v'] },
  {
    name: 'versitygw',
    check: ['versitygw', '--version'],
    go: 'github.com/versity/versitygw/cmd/versitygw@v1.8.0',
  },
  {
    name: 'stripe-mock',
    check: ['stripe-mock', '-version'],
    go: 'github.com/stripe/stripe-mock@v0.203.0',
  },
];

/** Makes sure of the programs that tests use, installing them where we may. */
export async function ensureSystemPrograms(programs) {
  const missing = programs.filter((program) => !program.go && !runs(program));
  await installPackages(missing.map(({ name }) => name));
  await buildGoPrograms(programs.filter(({ go }) => go));
  const broken = programs.find((program) => !runs(program));
  if (broken) throw new StepFailed(`${broken.name} is installed but does not run here.`);
}

async function installPackages(missing) {
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
}

/** Each version has a folder of its own, so that another one is built when the pin changes. */
async function buildGoPrograms(programs) {
  for (const { name, go } of programs) {
    const folder = inCheckout('node_modules/.cache/go-programs', go.replaceAll(/[^\w.@-]/g, '_'));
    // The tests find it as they find what Debian brings.
    process.env.PATH = `${folder}:${process.env.PATH}`;
    if (existsSync(join(folder, name))) continue;
    if (spawnSync('go', ['version']).status !== 0) await installPackages(['golang-go']);
    await step(`Build ${name} with Go (some minutes, once)`, async () => {
      const { ok, output } = await runProgram('go', ['install', go], { env: { GOBIN: folder } });
      if (!ok) throw new StepFailed(`"go install ${go}" failed: see above.`, output);
    });
  }
}

function runs({ check: [command, ...args] }) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}
