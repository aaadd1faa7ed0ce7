import { expect, test } from 'vitest';
import { count } from './vitest-stage.mjs';

const report = (numbers = {}, testResults = []) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
  ...numbers,
});

test('passed and failed tests are counted', () => {
  const counted = count(report({ numPassedTests: 3, numFailedTests: 2 }), false);
  expect(counted).toMatchObject({ passed: 3, failed: 2 });
});

test('a stage without a test has failed', () => {
  expect(count(report(), true)).toMatchObject({ passed: 0, failed: 1 });
  expect(count(undefined, true)).toMatchObject({ passed: 0, failed: 1 });
});

test('a skipped test has failed', () => {
  const counted = count(report({ numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 }), true);
  expect(counted).toMatchObject({ passed: 3, failed: 2 });
});

test('a file that could not be loaded has failed', () => {
  const broken = { status: 'failed', assertionResults: [] };
  expect(count(report({ numPassedTests: 3 }, [broken]), false)).toMatchObject({ failed: 1 });
});

test('an error outside of any test has failed', () => {
  expect(count(report({ numPassedTests: 3 }), false)).toMatchObject({ passed: 3, failed: 1 });
});
