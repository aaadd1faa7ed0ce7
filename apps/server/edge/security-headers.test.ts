import { describe, expect, test } from 'vitest';
import { SecurityHeaders } from './security-headers.ts';

const hstsOf = (hsts: 'off' | 'host' | 'subdomains' | 'preload', host: string, scheme = 'https') =>
  new SecurityHeaders({ origin: `${scheme}://learn.test`, hsts }).of({ host, path: '/' })[
    'strict-transport-security'
  ];

describe('strict transport security', () => {
  test('is told for each host for two years, where there is TLS', () => {
    expect(hstsOf('host', 'learn.test')).toBe('max-age=63072000');
    expect(hstsOf('host', 'acme.learn.test')).toBe('max-age=63072000');
    expect(hstsOf('host', 'learn.test', 'http')).toBeUndefined();
    expect(hstsOf('off', 'learn.test')).toBeUndefined();
  });

  test('speaks for subdomains when the operator says so, never for those of another’s domain', () => {
    expect(hstsOf('subdomains', 'learn.test:443')).toBe('max-age=63072000; includeSubDomains');
    expect(hstsOf('preload', 'acme.learn.test')).toBe(
      'max-age=63072000; includeSubDomains; preload',
    );
    expect(hstsOf('preload', 'school.example')).toBe('max-age=63072000');
    expect(hstsOf('preload', 'evillearn.test')).toBe('max-age=63072000');
  });
});

test('pictures and films may be shown anywhere, everything else by its own site', () => {
  const headers = new SecurityHeaders({ origin: 'https://learn.test', hsts: 'host' });
  const policyOf = (path: string) =>
    headers.of({ host: 'learn.test', path })['cross-origin-resource-policy'];
  expect(['/v/mac/asset/a.mp4', '/images/1', '/avatars/1'].map(policyOf)).toEqual(
    Array(3).fill('cross-origin'),
  );
  expect(['/', '/api/v1/me', '/u/mac/1', '/vv/', '/imagesx/1'].map(policyOf)).toEqual(
    Array(5).fill('same-origin'),
  );
});

test('passkeys are for our own pages, cameras for nobody', () => {
  const { 'permissions-policy': policy } = new SecurityHeaders({
    origin: 'https://learn.test',
    hsts: 'host',
  }).of({ host: 'learn.test', path: '/' });
  expect(policy).toContain('publickey-credentials-get=(self)');
  expect(policy).toContain('publickey-credentials-create=(self)');
  for (const feature of ['camera', 'microphone', 'geolocation', 'payment', 'usb']) {
    expect(policy).toContain(`${feature}=()`);
  }
});
