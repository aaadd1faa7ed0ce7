import { expect, it } from 'vitest';
import { subdomainProblem } from './subdomain.ts';

it.each(['acme', 'a-b', '123', 'x'.repeat(63)])('%s can be wished for', (label) => {
  expect(subdomainProblem(label)).toBeUndefined();
});

it.each([
  ['Acme', 'invalid'],
  ['a.b', 'invalid'],
  ['', 'too_short'],
  ['ab', 'too_short'],
  ['x'.repeat(64), 'too_long'],
  ['-abc', 'invalid'],
  ['a--b', 'invalid'],
  ['www', 'reserved'],
])('%j cannot, and it is said why', (label, why) => {
  expect(subdomainProblem(label)).toBe(why);
});
