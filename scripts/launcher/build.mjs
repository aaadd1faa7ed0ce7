import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inCheckout } from './checkout.mjs';
import { serverFingerprint, webFingerprint } from './fingerprint.mjs';
import { findNode } from './node-version.mjs';
import { step } from './progress.mjs';
import { runProgram } from './run-program.mjs';
import { StepFailed } from './step-failed.mjs';

/** Each part with what says that it was built; the web is built from the compiled packages. */
const server = {
  title: 'Compile the server',
  fingerprint: serverFingerprint,
  record: inCheckout('.state/server-build'),
  output: inCheckout('apps/server/dist/main.js'),
  compile: () => compileServer(),
};
const web = {
  title: 'Build the pages',
  fingerprint: webFingerprint,
  record: inCheckout('.state/web-build'),
  output: inCheckout('apps/web/.next/BUILD_ID'),
  compile: () => compileWeb(),
};

/** Builds what has changed since the last build. */
export async function build() {
  await buildServer();
  await buildWeb();
}

/** @param {{ clean?: boolean }} [options] `clean` removes what deleted files have left behind */
export async function buildServer({ clean = false } = {}) {
  if (clean) removeCompiled();
  await buildPart(server);
}

/** @param {{ clean?: boolean }} [options] */
export async function buildWeb({ clean = false } = {}) {
  if (clean) rmSync(dirname(web.output), { recursive: true, force: true });
  await buildPart(web);
}

async function buildPart({ title, fingerprint, record, output, compile }) {
  const now = fingerprint();
  const isBuilt = existsSync(output) && existsSync(record) && readFileSync(record, 'utf8') === now;
  if (isBuilt) return;
  rmSync(record, { force: true });
  await step(title, async () => {
    const result = await compile();
    if (!result.ok) throw new StepFailed(`"${title}" failed: see above.`, result.output);
    if (!existsSync(output)) throw new StepFailed(`"${title}" did not write ${output}.`);
  });
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, now);
}

function compileServer() {
  // One checker is faster than several on a small machine, and takes less memory.
  return runProgram(findNode(), [
    inCheckout('node_modules/typescript/bin/tsc'),
    '-b',
    '--checkers',
    '1',
  ]);
}

function compileWeb() {
  return runProgram(findNode(), [inCheckout('node_modules/next/dist/bin/next'), 'build'], {
    cwd: inCheckout('apps/web'),
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
}

function removeCompiled() {
  for (const folder of ['packages', 'ports', 'adapters', 'modules', 'apps']) {
    for (const name of readdirSync(inCheckout(folder))) {
      rmSync(inCheckout(join(folder, name, 'dist')), { recursive: true, force: true });
    }
  }
}
