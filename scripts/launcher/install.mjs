import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inCheckout } from './checkout.mjs';
import { step } from './progress.mjs';
import { runProgram } from './run-program.mjs';
import { StepFailed } from './step-failed.mjs';

const lockfile = inCheckout('package-lock.json');
const record = inCheckout('node_modules/.edumaster-installed');
/** Written by npm as the last act of an installation. */
const npmRecord = inCheckout('node_modules/.package-lock.json');

/** Installs what the lockfile says, unless that is what is there. */
export async function install() {
  if (isInstalled()) return;
  await step('Install packages', async () => {
    // A NODE_ENV of production in the environment would leave out the compiler.
    const wanted = ['--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'];
    const { ok, output } = await runNpm(['ci', ...wanted]);
    if (!ok) throw new StepFailed(whatToDo(output), output);
  });
  writeFileSync(record, lockHash());
}

/** The npm that started us, else the first in the path. */
export function runNpm(args, options) {
  const running = process.env.npm_execpath;
  if (running?.endsWith('.js')) return runProgram(process.execPath, [running, ...args], options);
  return runProgram('npm', args, options);
}

function isInstalled() {
  if (existsSync(record) && readFileSync(record, 'utf8') === lockHash()) return true;
  if (!existsSync(npmRecord) || !matchesLockfile()) return false;
  // Someone ran npm by hand.
  writeFileSync(record, lockHash());
  return true;
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockfile)).digest('hex');
}

function matchesLockfile() {
  const wanted = readPackages(lockfile);
  const installed = readPackages(npmRecord);
  return Object.entries(wanted)
    .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.optional)
    .every(([path, entry]) => {
      const found = installed[path];
      return found && found.version === entry.version && found.link === entry.link;
    });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function whatToDo(output) {
  if (/ENOSPC/.test(output)) return 'The disk is full: free some space and run the command again.';
  if (/EACCES|EPERM/.test(output)) {
    return 'npm may not write here: give the folder to your user (chown) and run the command again.';
  }
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET/.test(output)) {
    return 'npm cannot reach its registry: check the connection (npm ping) and run the command again.';
  }
  return 'The packages could not be installed; npm says why above. Run the command again after that.';
}
