import { ApiProblem } from '@edumaster/http/client';
import { expect, test } from 'vitest';
import { failureMessage, refusedFields } from './interaction-failure.ts';

const problem = (status: number, code: string, errors?: { path: string; message: string }[]) =>
  new ApiProblem({
    type: 'about:blank',
    title: 'refused',
    status,
    code,
    correlationId: '1',
    ...(errors ? { errors } : {}),
  });

test('each refusal has its own sentence', () => {
  expect(failureMessage(problem(401, 'invalid_credentials'))).toBe('invalidCredentials');
  expect(failureMessage(problem(409, 'email_taken'))).toBe('emailTaken');
  expect(failureMessage(problem(404, 'sign_in_expired'))).toBe('expired');
  expect(failureMessage(problem(500, 'internal'))).toBe('failed');
});

test('a lost connection is not called a wrong password', () => {
  expect(failureMessage(new TypeError('Failed to fetch'))).toBe('failed');
});

test('refused fields are named only by a validation', () => {
  const errors = [{ path: 'email', message: 'must be an address' }];
  expect(refusedFields(problem(422, 'validation', errors)).get('email')).toBe('must be an address');
  expect(refusedFields(problem(409, 'email_taken', errors)).size).toBe(0);
});

test('a limit says how long to wait', () => {
  const limited = { ...problem(429, 'too_many_requests').problem, retryAfterSeconds: 90 };
  expect(failureMessage(new ApiProblem(limited))).toEqual({ waitSeconds: 90 });
  expect(failureMessage(problem(429, 'too_many_requests'))).toBe('tooMany');
});
