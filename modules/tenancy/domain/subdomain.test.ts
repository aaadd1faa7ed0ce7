import { expect, it } from 'vitest';
import { subdomainRefusal } from './subdomain.ts';

it.each(['acme', 'a-b', '123', 'x'.repeat(63)])('%s can be wished for', (label) => {
  expect(subdomainRefusal(label)).toBeUndefined();
});

it.each([
  ['Acme', /lower-case/],
  ['a.b', /lower-case/],
  ['', /at least 3/],
  ['ab', /at least 3/],
  ['x'.repeat(64), /at most 63/],
  ['-abc', /hyphens between/],
  ['a--b', /hyphens between/],
  ['www', /keeps for itself/],
])('%j cannot, and it is said why', (label, why) => {
  expect(subdomainRefusal(label)).toMatch(why);
});
