import { ApiProblem } from '@edumaster/http/client';
import { expect, test } from 'vitest';
import { DeviceRefusal, failureOf, linkFailureOf } from './ways-failure.ts';

const problem = (status: number, code: string) =>
  new ApiProblem({ type: 'about:blank', title: 'refused', status, code, correlationId: '1' });

test('each refusal has its own sentence, or that of accounts', () => {
  expect(failureOf(problem(409, 'last_way_to_sign_in'))).toEqual({
    of: 'ways',
    because: 'lastWay',
  });
  expect(failureOf(problem(403, 'password_wrong'))).toEqual({
    of: 'account',
    because: 'wrongPassword',
  });
  expect(failureOf(new DeviceRefusal('passkeyCancelled'))).toEqual({
    of: 'ways',
    because: 'passkeyCancelled',
  });
  expect(failureOf(new TypeError('Failed to fetch'))).toEqual({ of: 'account', because: 'failed' });
});

test('an address says what a redirect tells, and nothing that somebody made up', () => {
  expect(linkFailureOf(undefined)).toBeNull();
  expect(linkFailureOf('linked_elsewhere')).toBe('linkedElsewhere');
  expect(linkFailureOf('constructor')).toBe('providerRefused');
});
