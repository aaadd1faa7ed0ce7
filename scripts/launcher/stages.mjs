import { build, buildServer, buildWeb } from './build.mjs';
import { inCheckout } from './checkout.mjs';
import { runNpm } from './install.mjs';
import { findNode } from './node-version.mjs';
import { runProgram } from './run-program.mjs';
import { StepFailed } from './step-failed.mjs';
import { runVitest } from './vitest-stage.mjs';

/** In CI nothing that a deleted file has left behind may help. */
const clean = Boolean(process.env.CI);
const rootConfig = ['--config', inCheckout('vitest.config.ts')];
const testsConfig = [
  '--root',
  inCheckout('tests'),
  '--config',
  inCheckout('tests/vitest.config.ts'),
];
const launcherConfig = [
  '--root',
  inCheckout('scripts'),
  '--config',
  inCheckout('scripts/vitest.config.mjs'),
];

/**
 * Everything that `npm test` does, in this order.
 * @type {readonly { name: string, does: string, run: () => Promise<{ passed: number, failed: number, remark?: string }> }[]}
 */
export const stages = [
  check('format', 'prettier', () => tool('prettier/bin/prettier.cjs', '--check', '.')),
  check('lint', 'oxlint', () => tool('oxlint/bin/oxlint', '--deny-warnings')),
  check('references', 'tsconfig files match the packages', () =>
    runProgram(findNode(), [inCheckout('scripts/sync-references.mjs'), '--check']),
  ),
  check('lockfile', 'it installs as it is', () => runNpm(['ci', '--dry-run', '--ignore-scripts'])),
  check('build', 'compiles', () => attempt(() => buildServer({ clean }))),
  check('types', 'tests compile', () => tool('typescript/bin/tsc', '-p', 'tsconfig.tests.json')),
  { name: 'launcher', does: 'the scripts themselves', run: () => runVitest(launcherConfig) },
  { name: 'unit', does: 'beside the code, on a real Postgres', run: () => runVitest(rootConfig) },
  tests('architecture', 'rules over the tree and the catalogue'),
  tests('isolation', 'who may do what in which tenant, by the route table'),
  check('web', 'the pages build', () => attempt(() => buildWeb({ clean }))),
  builtTests('api', 'a running server, through its API'),
  builtTests('e2e', 'a running server, in a browser'),
  builtTests('chaos', 'a server that is killed'),
];

/** What `npm run test:engines` does: a stage an engine, or a few that belong together. */
export const engineStages = [
  check('build', 'compiles', () => attempt(buildServer)),
  tests('engines', 'adapters against the real servers'),
];

/** What `npm run chaos` does: the storms, of hours. */
export const stormStages = [
  check('build', 'compiles', () => attempt(buildServer)),
  tests('storms', 'thousands of files, addresses and requests that mean harm'),
];

/** A tool that says yes or no: one check. */
function check(name, does, run) {
  return {
    name,
    does,
    async run() {
      const { ok, output } = await run();
      if (ok) return { passed: 1, failed: 0 };
      console.log(output.trimEnd());
      return { passed: 0, failed: 1 };
    },
  };
}

function tests(project, does) {
  return { name: project, does, run: () => runVitest([...testsConfig, '--project', project]) };
}

/** Runs what was built: up to date even when only this stage is asked for. */
function builtTests(project, does) {
  return {
    name: project,
    does,
    async run() {
      const built = await attempt(build);
      if (built.ok) return runVitest([...testsConfig, '--project', project]);
      console.log(built.output.trimEnd());
      return { passed: 0, failed: 1, remark: 'there is nothing built to test' };
    },
  };
}

function tool(path, ...args) {
  return runProgram(findNode(), [inCheckout('node_modules', path), ...args]);
}

async function attempt(work) {
  try {
    await work();
    return { ok: true, output: '' };
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return { ok: false, output: `${error.output}\n${error.message}` };
  }
}
