import { forgedTokens } from '@edumaster/identity/testing';
import { expect, inject, test } from 'vitest';
import { problemOf } from '../running-server/problem.ts';
import { json, newVisitor, visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');

test('none of more than 60 forged access tokens is accepted, to read or to write', async () => {
  const { accessToken: token = '' } = await newVisitor(url);
  const jwks = await (await visitor(url).send('/oidc/jwks')).json();
  const forged = await forgedTokens({ token, published: jwks.keys[0] });
  expect(forged.length).toBeGreaterThanOrEqual(60);
  expect(new Set(forged.map((one) => one.token)).size).toBe(forged.length);
  for (const { name, token: bearer } of forged) {
    const by = visitor(url, bearer);
    const read = await by.send('/api/v1/me');
    const written = await by.send('/api/v1/me', json('PATCH', { name: 'Mallory' }));
    expect([read.status, written.status], name).toEqual([401, 401]);
    expect((await problemOf(read)).code, name).toBe('unauthenticated');
  }
  expect((await visitor(url, token).send('/api/v1/me')).status).toBe(200);
});
