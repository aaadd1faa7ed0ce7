import { describe, expect, it } from 'vitest';
import { type MailboxCall, mayReadMailbox } from './mailbox-access.ts';

const local = { origin: 'http://localhost:3000', listensOn: undefined };
const atHome: MailboxCall = { hostname: 'localhost', peer: '127.0.0.1', headers: {} };

describe('the mailbox of a server on loopback', () => {
  it.each([
    ['localhost', '127.0.0.1'],
    ['LOCALHOST', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '::1'],
    ['acme.localhost', '127.0.0.1'],
    ['localhost', '::ffff:127.0.0.1'],
    ['localhost', '127.8.9.1'],
  ])('is shown on %s to %s', (hostname, peer) => {
    expect(mayReadMailbox({ ...atHome, hostname, peer }, local)).toBe(true);
  });

  it.each([
    ['a name that was made to point here', { hostname: 'evil.example' }],
    ['a name that only looks like loopback', { hostname: 'localhost.evil.example' }],
    ['a name that begins like an address', { hostname: '127.0.0.1.evil.example' }],
    ['no host', { hostname: '' }],
    ['a caller from the network', { peer: '192.168.0.7' }],
    ['a caller from afar', { peer: '203.0.113.9' }],
    ['a mapped caller from afar', { peer: '::ffff:203.0.113.9' }],
    ['an unknown caller', { peer: '' }],
    ['what a proxy forwards', { headers: { 'x-forwarded-for': '203.0.113.9' } }],
    ['what a proxy forwards and says otherwise', { headers: { forwarded: 'for=203.0.113.9' } }],
    ['what a gateway passes on', { headers: { via: '1.1 gateway' } }],
  ])('is not shown to %s', (_, change) => {
    expect(mayReadMailbox({ ...atHome, ...change }, local)).toBe(false);
  });

  it('is not shown at all when the platform has a public name: a proxy stands before it', () => {
    const rules = { ...local, origin: 'https://learn.example' };
    expect(mayReadMailbox(atHome, rules)).toBe(false);
    expect(mayReadMailbox({ ...atHome, hostname: 'learn.example' }, rules)).toBe(false);
  });

  it('stays closed when EDUMASTER_HOST is loopback too', () => {
    for (const listensOn of ['127.0.0.1', '::1', 'localhost']) {
      const rules = { ...local, listensOn };
      expect(mayReadMailbox(atHome, rules)).toBe(true);
      expect(mayReadMailbox({ ...atHome, peer: '192.168.0.7' }, rules)).toBe(false);
    }
  });
});

describe('the mailbox of a server that EDUMASTER_HOST opened to its network', () => {
  const opened = { origin: 'http://localhost:3000', listensOn: '0.0.0.0' };

  it.each(['127.0.0.1', '172.17.0.1', '192.168.0.7', '10.1.2.3', '::ffff:10.1.2.3', 'fd00::7'])(
    'is shown to %s',
    (peer) => {
      expect(mayReadMailbox({ ...atHome, peer }, opened)).toBe(true);
      expect(mayReadMailbox({ ...atHome, peer, hostname: '192.168.0.2' }, opened)).toBe(true);
    },
  );

  it.each(['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1', '172.32.0.1', '11.0.0.1'])(
    'is not shown to %s',
    (peer) => {
      expect(mayReadMailbox({ ...atHome, peer }, opened)).toBe(false);
    },
  );

  it('is still not shown through a proxy, or on a name that is not its own', () => {
    const headers = { 'x-forwarded-for': '10.0.0.9' };
    expect(mayReadMailbox({ ...atHome, headers }, opened)).toBe(false);
    expect(mayReadMailbox({ ...atHome, hostname: 'evil.example' }, opened)).toBe(false);
  });
});
