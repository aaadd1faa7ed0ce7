import { expect, test } from 'vitest';
import { inCheckout } from './checkout.mjs';
import { count, failuresOf } from './vitest-stage.mjs';

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

test('what failed is named with its reason: tests, and files that could not be run', () => {
  const tests = [
    { fullName: 'a cart is kept', status: 'passed' },
    { fullName: 'a cart is paid', status: 'failed', failureMessages: ['Error: no\n  at x'] },
  ];
  const name = inCheckout('modules/cart.test.ts');
  const broken = {
    name: inCheckout('modules/tax.test.ts'),
    status: 'failed',
    message: 'SyntaxError: )',
    assertionResults: [],
  };
  expect(
    failuresOf(report({}, [{ name, status: 'failed', assertionResults: tests }, broken])),
  ).toEqual([
    'modules/cart.test.ts > a cart is paid\n    Error: no',
    'modules/tax.test.ts\n    SyntaxError: )',
  ]);
  expect(failuresOf(undefined)).toEqual([]);
});

test('a hook that fails in a file of green tests is named too', () => {
  const tests = [{ fullName: 'a cart is kept', status: 'passed' }];
  const file = {
    name: inCheckout('a.test.ts'),
    status: 'failed',
    message: 'left open',
    assertionResults: tests,
  };
  expect(failuresOf(report({}, [file]))).toEqual(['a.test.ts\n    left open']);
});
