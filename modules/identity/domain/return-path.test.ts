import { expect, it } from 'vitest';
import { safeReturnPath } from './return-path.ts';

it.each([
  ['/courses/vectors?tab=reviews#top', '/courses/vectors?tab=reviews#top'],
  ['/a/../b', '/b'],
  ['/kurse/über', '/kurse/%C3%BCber'],
  ['/search?q=//x', '/search?q=//x'],
  ['/authors', '/authors'],
])('%s is a path of this site', (given, path) => {
  expect(safeReturnPath(given)).toBe(path);
});

it.each([
  undefined,
  '',
  'courses',
  'https://evil.test/',
  'javascript:alert(1)',
  '//evil.test',
  '///evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '\t//evil.test',
  '/.//evil.test',
  '/..//evil.test',
  '/a/..//evil.test',
  '//user@evil.test:80/',
  `/${'a'.repeat(3_000)}`,
])('%j becomes the start page', (given) => {
  expect(safeReturnPath(given)).toBe('/');
});

it.each(['/auth/sign-in', '/auth/callback?code=1', '/oidc/auth', '/sign-in/abc', '/auth'])(
  '%s would be a loop',
  (given) => {
    expect(safeReturnPath(given)).toBe('/');
  },
);
