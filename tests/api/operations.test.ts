import { networkInterfaces } from 'node:os';
import { expect, inject, test } from 'vitest';
import { visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const nobody = visitor(url);

test('the server says that it lives and that it can serve', async () => {
  expect(await (await nobody.send('/healthz')).json()).toEqual({ status: 'ok' });
  const ready = await (await nobody.send('/readyz')).json();
  expect(ready).toMatchObject({ status: 'ready', checks: { database: 'ok', pages: 'ok' } });
});

test('every answer carries a correlation id, the caller’s when it sent one', async () => {
  const own = await nobody.send('/healthz');
  expect(own.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  const headers = { 'x-correlation-id': 'order-12345678' };
  const given = await nobody.send('/api/v1/categories', { headers });
  expect(given.headers.get('x-correlation-id')).toBe('order-12345678');
  const forged = await nobody.send('/healthz', { headers: { 'x-correlation-id': 'a b' } });
  expect(forged.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('the documentation is generated and served without asking anyone outside', async () => {
  const document = await (await nobody.send('/api/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  const operations = Object.values(document.paths).flatMap((path) => Object.keys(path as object));
  expect(operations.length).toBeGreaterThan(40);
  expect(document.paths['/api/v1/courses'].post).toMatchObject({ 'x-permission': 'course.create' });
  expect(JSON.stringify(document)).not.toContain('#/$defs/');
  const page = await (await nobody.send('/api/docs')).text();
  expect(page).not.toMatch(/https?:\/\//);
  for (const [, file = ''] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
    const response = await nobody.send(file);
    expect([file, response.status]).toEqual([file, 200]);
    expect(response.headers.get('content-type')).toContain('charset=utf-8');
  }
});

test('pages carry a policy that allows no script but their own', async () => {
  const response = await nobody.send('/');
  expect(response.status).toBe(200);
  const policy = response.headers.get('content-security-policy') ?? '';
  const scripts = policy.split('; ').find((part) => part.startsWith('script-src'));
  expect(scripts).toMatch(/^script-src 'self' 'nonce-[^']+'$/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a request that another site makes with the visitor’s cookie changes nothing', async () => {
  const headers = { cookie: 'edumaster_session=whatever', 'sec-fetch-site': 'cross-site' };
  const response = await nobody.send('/api/v1/enrollments', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(response.status).toBe(403);
  expect((await response.json()).code).toBe('cross_site_request');
});

test('figures for Prometheus are on a port of their own, and not on the public one', async () => {
  await nobody.api.listCategories();
  const text = await (await fetch(inject('edumasterMetricsUrl'))).text();
  expect(text).toMatch(/edumaster_http_requests_total\{route="listCategories",status="200"\} \d+/);
  expect(text).toContain('edumaster_jobs{state="waiting"}');
  expect(text).toMatch(/edumaster_events_unread\{consumer="[a-z.-]+"\} \d+/);
  expect((await nobody.send('/metrics')).status).toBe(404);
});

test('the marketplace answers on every name of loopback that the machine has', async () => {
  const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === '::1'),
  );
  const names = ['localhost', '127.0.0.1', ...(hasIpv6 ? ['[::1]'] : [])];
  for (const name of names) {
    const response = await fetch(`http://${name}:${new URL(url).port}/api/v1/tenant`);
    expect([name, await response.json()]).toMatchObject([name, { kind: 'marketplace' }]);
  }
});
