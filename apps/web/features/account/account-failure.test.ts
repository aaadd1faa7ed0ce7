import { ApiProblem } from '@edumaster/http/client';
import { expect, test } from 'vitest';
import { accountFailure } from './account-failure.ts';

const problem = (status: number, code: string) =>
  new ApiProblem({ type: 'about:blank', title: 'refused', status, code, correlationId: '1' });

test('a wrong password is not the same as a log-in that is too long ago', () => {
  expect(accountFailure(problem(403, 'password_wrong'))).toBe('wrongPassword');
  expect(accountFailure(problem(403, 'sign_in_again'))).toBe('signInAgain');
});

test('whatever is not known may be tried again', () => {
  expect(accountFailure(problem(500, 'internal_error'))).toBe('failed');
  expect(accountFailure(new TypeError('Failed to fetch'))).toBe('failed');
});
