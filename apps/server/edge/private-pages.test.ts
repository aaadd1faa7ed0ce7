import { expect, test } from 'vitest';
import { privacyHeaders } from './private-pages.ts';

const html = 'text/html; charset=utf-8';
const noStore = { 'cache-control': 'private, no-store' };
const hidden = { ...noStore, 'x-robots-tag': 'noindex, nofollow' };

test.each([
  '/account',
  '/account/security',
  '/manage/users',
  '/sign-in/abc',
  '/studio',
  '/learn/a/b',
])('%s is kept by no cache and shown by no search engine', (path) => {
  expect(privacyHeaders({ path, hasSession: false, contentType: html })).toEqual(hidden);
  const contentType = 'text/x-component';
  expect(privacyHeaders({ path, hasSession: true, contentType })).toEqual(hidden);
});

test('a public page is kept by no cache when it is made for somebody', () => {
  const page = { path: '/courses/bread', contentType: html };
  expect(privacyHeaders({ ...page, hasSession: true })).toEqual(noStore);
  expect(privacyHeaders({ ...page, hasSession: false })).toEqual({});
  expect(privacyHeaders({ ...page, path: '/accounting', hasSession: false })).toEqual({});
});

test('scripts and pictures of pages are everybody’s', () => {
  const script = { path: '/_next/static/a.js', contentType: 'application/javascript' };
  expect(privacyHeaders({ ...script, hasSession: true })).toEqual({});
});
