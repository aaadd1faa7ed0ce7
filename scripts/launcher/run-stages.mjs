import { install } from './install.mjs';
import { checkPlatform, findNode } from './node-version.mjs';
import { elapsed } from './progress.mjs';
import { reportFailure, StepFailed } from './step-failed.mjs';
import { ensureSystemPrograms } from './system-programs.mjs';
import { withWorkLock } from './work-lock.mjs';

/**
 * @typedef {{ passed: number, failed: number, remark?: string, failures?: readonly string[] }} StageResult
 *   `failures` names what failed, where the stage knows
 */

/**
 * Installs what the stages need and runs them. The last line of its output is "N passed, N failed".
 * @param {{
 *   command: string,
 *   stages: readonly { name: string, does: string, run: () => Promise<StageResult> }[],
 *   programs: readonly { name: string, check: readonly string[] }[],
 * }} what `programs` of Debian that the stages need
 */
export async function runStages({ command, stages, programs }) {
  const names = process.argv.slice(2);
  if (names.includes('--help') || names.includes('-h')) {
    printUsage(command, stages);
    return;
  }
  try {
    const chosen = chooseStages(stages, names);
    checkPlatform();
    const results = await withWorkLock(async () => {
      await install();
      findNode();
      await ensureSystemPrograms(programs);
      return runAll(chosen);
    });
    printSummary(results);
  } catch (error) {
    // Nothing could be tested: that is a failure too, and the last line says so.
    reportFailure(error);
    console.log('0 passed, 1 failed');
  }
}

function chooseStages(stages, names) {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    const known = stages.map(({ name }) => name).join(', ');
    throw new StepFailed(`There is no stage "${unknown.join('", "')}". The stages are: ${known}.`);
  }
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
}

/** A failed stage does not hide what the later ones would say. */
async function runAll(chosen) {
  const results = [];
  for (const [index, { name, does, run }] of chosen.entries()) {
    const startedAt = Date.now();
    console.log(`\n▶ ${index + 1}/${chosen.length} ${name}: ${does}`);
    const result = await run().catch((error) => {
      console.error(error);
      return { passed: 0, failed: 1, remark: 'the stage itself broke' };
    });
    results.push({ name, ...result, time: elapsed(startedAt) });
    console.log(describe(results.at(-1)));
  }
  return results;
}

function describe({ name, passed, failed, remark, time }) {
  const sign = failed > 0 ? '✗' : '✓';
  return `${sign} ${name}: ${passed} passed, ${failed} failed${remark ? ` (${remark})` : ''} in ${time}`;
}

function printSummary(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${results.map(describe).join('\n')}\n`);
  for (const { name, failures = [] } of results) {
    for (const failure of failures) console.log(`✗ ${name}: ${failure}\n`);
  }
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode = 1;
}

function printUsage(command, stages) {
  const list = stages.map(({ name, does }) => `  ${name.padEnd(13)} ${does}`);
  console.log(`Usage: ${command} [-- <stages>]\n\nStages, all of them unless named:\n\n${list.join('\n')}

The last line is "N passed, N failed", and the exit status is 1 when anything failed.
With CI=true everything is built from nothing.`);
}
