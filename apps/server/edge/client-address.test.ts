import { describe, expect, test } from 'vitest';
import { callerAt, isAddressRange, TrustedProxies } from './client-address.ts';

const proxies = new TrustedProxies(['10.0.0.0/8', '192.0.2.10', '2001:db8:ff::/48']);

const addressOf = (remoteAddress: string, forwardedFor?: string) =>
  proxies.callerOf({ remoteAddress, forwardedFor }).address;

describe('whom a connection speaks for', () => {
  test('is itself when it comes from no proxy of ours, whatever it claims', () => {
    expect(addressOf('203.0.113.5')).toBe('203.0.113.5');
    expect(addressOf('203.0.113.5', '198.51.100.1')).toBe('203.0.113.5');
    expect(addressOf('203.0.113.5', '198.51.100.1, 10.0.0.1')).toBe('203.0.113.5');
    const nobody = new TrustedProxies([]);
    expect(nobody.callerOf({ remoteAddress: '127.0.0.1', forwardedFor: '198.51.100.1' })).toEqual({
      address: '127.0.0.1',
      network: '127.0.0.1',
    });
  });

  test('is whom the proxy names', () => {
    expect(addressOf('10.1.2.3', '198.51.100.1')).toBe('198.51.100.1');
    expect(addressOf('::ffff:10.1.2.3', '198.51.100.1')).toBe('198.51.100.1');
    expect(addressOf('2001:db8:ff::1', '2001:db8::7')).toBe('2001:db8::7');
  });

  test('is the last that a proxy of ours wrote: what stands before it was made up', () => {
    expect(addressOf('10.1.2.3', '1.1.1.1, 198.51.100.1')).toBe('198.51.100.1');
    expect(addressOf('10.1.2.3', '1.1.1.1, 198.51.100.1, 192.0.2.10')).toBe('198.51.100.1');
    expect(addressOf('10.1.2.3', '1.1.1.1, 10.9.9.9, 198.51.100.1')).toBe('198.51.100.1');
  });

  test('is the furthest proxy when all of them are ours', () => {
    expect(addressOf('10.1.2.3', '10.0.0.7, 192.0.2.10')).toBe('10.0.0.7');
    expect(addressOf('10.1.2.3')).toBe('10.1.2.3');
  });

  test('may have a port, as some proxies write it', () => {
    expect(addressOf('10.1.2.3', '198.51.100.1:4711')).toBe('198.51.100.1');
    expect(addressOf('10.1.2.3', '[2001:db8::7]:4711')).toBe('2001:db8::7');
    expect(addressOf('10.1.2.3', '[2001:db8::7]')).toBe('2001:db8::7');
  });

  test.each([
    '',
    'unknown',
    '198.51.100.1,',
    '10',
    '0x7f.1',
    '0177.0.0.1',
    '2130706433',
    '198.51.100.1 192.0.2.10',
    '198.51.100.300',
    '[198.51.100.1',
    '"198.51.100.1"',
    '198.51.100.1:99999999',
    'for=198.51.100.1',
    Array(40).fill('10.0.0.1').join(','),
  ])('is the proxy itself when its list cannot be read: %s', (forwardedFor) => {
    expect(addressOf('10.1.2.3', forwardedFor)).toBe('10.1.2.3');
  });

  test('does not stumble over rubbish that a caller put in front of a good list', () => {
    expect(addressOf('10.1.2.3', 'rubbish, 198.51.100.1')).toBe('198.51.100.1');
  });

  test('is counted by its /64 in IPv6, whatever its last half is', () => {
    const networks = ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:3::1'];
    expect(networks.map((address) => callerAt(address).network)).toEqual([
      '2001:db8:1:2::/64',
      '2001:db8:1:2::/64',
      '2001:db8:1:3::/64',
    ]);
    expect(callerAt('::ffff:192.0.2.1')).toEqual({ address: '192.0.2.1', network: '192.0.2.1' });
    expect(callerAt('fe80::1%eth0').network).toBe('fe80::/64');
  });
});

test('a list of proxies is made of addresses and networks', () => {
  const good = ['10.0.0.0/8', '127.0.0.1', '::1', '2001:db8::/32', '0.0.0.0/0'];
  const bad = [
    '10.0.0.0/33',
    '10.0.0',
    'proxy',
    '::1/129',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '10/8',
    '',
  ];
  expect(good.filter(isAddressRange)).toEqual(good);
  expect(bad.filter(isAddressRange)).toEqual([]);
});
