import { describe, expect, it } from 'vitest';
import { hostNameOf, isFreeLabel, targetOf } from './host.ts';

describe('the name in a Host header', () => {
  it.each([
    ['localhost:3000', 'localhost'],
    ['ACME.Localhost', 'acme.localhost'],
    ['academy.example.', 'academy.example'],
    ['academy.example.:443', 'academy.example'],
    ['127.0.0.1:3000', '127.0.0.1'],
    ['[::1]:3000', '[::1]'],
    ['[::1]', '[::1]'],
  ])('of %s is %s', (header, name) => {
    expect(hostNameOf(header)).toBe(name);
  });

  it.each([
    '',
    ':80',
    'a b',
    'a/b',
    'user@host',
    'a..b',
    'host:port',
    '::1',
    'ä.test',
    'a\n',
    '[x]',
  ])('is none in %j', (header) => {
    expect(hostNameOf(header)).toBeUndefined();
  });
});

describe('a host name', () => {
  const embedded = { hostname: 'localhost', answersOnLoopback: true };
  const production = { hostname: 'edumaster.example', answersOnLoopback: false };
  const marketplace = { kind: 'marketplace' };

  it.each(['localhost', '127.0.0.1', '[::1]'])('%s is the marketplace when embedded', (name) => {
    expect(targetOf(name, embedded)).toEqual(marketplace);
    expect(targetOf(name, production)).toEqual({ kind: 'domain', host: name });
  });

  it('of the origin is the marketplace, below it a tenant', () => {
    expect(targetOf('edumaster.example', production)).toEqual(marketplace);
    const acme = { kind: 'subdomain', label: 'acme' };
    expect(targetOf('acme.edumaster.example', production)).toEqual(acme);
    expect(targetOf('acme.localhost', embedded)).toEqual(acme);
    const both = { hostname: 'edumaster.example', answersOnLoopback: true };
    expect(targetOf('acme.edumaster.example', both)).toEqual(acme);
    expect(targetOf('acme.localhost', both)).toEqual(acme);
  });

  it('that only ends alike is a domain of its own', () => {
    const name = 'not-edumaster.example';
    expect(targetOf(name, production)).toEqual({ kind: 'domain', host: name });
  });

  it('deeper below the origin is a label that nobody can have', () => {
    const target = targetOf('a.b.edumaster.example', production);
    expect(target).toEqual({ kind: 'subdomain', label: 'a.b' });
    expect(isFreeLabel('a.b')).toBe(false);
  });
});

it.each(['acme', 'a', '42', 'a-b', 'x'.repeat(63)])('a tenant may be called %s', (label) => {
  expect(isFreeLabel(label)).toBe(true);
});

it.each(['', '-a', 'a-', 'A', 'a_b', 'xn--mnchen', 'www', 'api', 'login', 'x'.repeat(64)])(
  'no tenant may be called %s',
  (label) => {
    expect(isFreeLabel(label)).toBe(false);
  },
);
