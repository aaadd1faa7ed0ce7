import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { inCheckout, root } from './checkout.mjs';
import { findNode } from './node-version.mjs';
import { runProgram } from './run-program.mjs';

/**
 * Runs tests and counts them. A stage without a test has failed, and so has a test that was skipped:
 * neither shows that anything works.
 * @param {readonly string[]} args for vitest, which project or configuration to run
 * @returns {Promise<{ passed: number, failed: number, remark?: string, failures?: readonly string[] }>}
 */
export async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'edumaster-tests-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const vitest = inCheckout('node_modules/vitest/vitest.mjs');
    const { ok } = await runProgram(findNode(), [vitest, 'run', ...args, ...reporters], {
      env: { NODE_ENV: 'test' },
      show: true,
    });
    const report = readReport(file);
    return { ...count(report, ok), failures: failuresOf(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {object | undefined} report of vitest's JSON reporter
 * @param {boolean} ok whether vitest ended with status 0
 */
export function count(report, ok) {
  if (!report) return { passed: 0, failed: 1, remark: 'vitest wrote no report' };
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + skipped + brokenFiles;
  const remark = [
    skipped > 0 && `${skipped} skipped, which counts as failed`,
    brokenFiles > 0 && `${brokenFiles} files could not be run`,
  ]
    .filter(Boolean)
    .join(', ');
  if (passed + failed === 0) return { passed, failed: 1, remark: 'there is no test' };
  if (failed === 0 && !ok) return { passed, failed: 1, remark: 'an error outside of any test' };
  return { passed, failed, remark };
}

/**
 * What failed, each in a line or two: the whole output of a long run is seldom at hand.
 * @param {object | undefined} report of vitest's JSON reporter
 * @returns {readonly string[]}
 */
export function failuresOf(report) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [describeFailure(file, message)] : [];
    return failed.map(({ fullName, failureMessages }) =>
      describeFailure(`${file} > ${fullName}`, failureMessages?.[0]),
    );
  });
}

function describeFailure(what, message) {
  const [reason = ''] = (message ?? '').trim().split('\n');
  return reason ? `${what}\n    ${reason.slice(0, 300)}` : what;
}
