import { ApiProblem } from '@edumaster/http/client';
import { expect, test } from 'vitest';
import { linkFailure } from './link-failure.ts';

const problem = (status: number, code: string) =>
  new ApiProblem({ type: 'about:blank', title: 'refused', status, code, correlationId: '1' });

test('each refusal has its own sentence', () => {
  expect(linkFailure(problem(404, 'link_expired'))).toBe('linkOver');
  expect(linkFailure(problem(403, 'link_of_another_account'))).toBe('notYours');
  expect(linkFailure(problem(403, 'password_wrong'))).toBe('passwordWrong');
  expect(linkFailure(problem(409, 'email_taken'))).toBe('emailTaken');
});

test('a lost connection is not called an old link', () => {
  expect(linkFailure(new TypeError('Failed to fetch'))).toBe('failed');
});

test('a limit says how long to wait', () => {
  const limited = { ...problem(429, 'too_many_requests').problem, retryAfterSeconds: 90 };
  expect(linkFailure(new ApiProblem(limited))).toEqual({ waitSeconds: 90 });
  expect(linkFailure(problem(429, 'too_many_requests'))).toBe('tooMany');
});
