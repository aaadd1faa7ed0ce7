import { newId } from '@edumaster/kernel';
import { describe, expect, it } from 'vitest';
import { checkToken, signatureSchemes, signToken } from './signed-path.ts';

const key = Buffer.alloc(32, 7);
const subject = '01900000-0000-7000-8000-000000000001';
const now = new Date('2026-03-01T12:00:00.000Z');
const soon = new Date(now.getTime() + 600_000);
const token = signToken({ key, subject }, soon);
const [mac = '', expiry = ''] = token.split('.');

const schemes = signatureSchemes.map((scheme) => [scheme] as const);

describe.each(schemes)('an address signed by %s', (scheme) => {
  const signed = { key, subject, scheme };
  const own = signToken(signed, soon);

  it('holds until its second has come, for its subject and its key', () => {
    expect(checkToken(signed, own, now)).toBe('valid');
    expect(checkToken(signed, own, soon)).toBe('expired');
    expect(checkToken({ ...signed, subject: newId() }, own, now)).toBe('altered');
    expect(checkToken({ ...signed, key: Buffer.alloc(32, 8) }, own, now)).toBe('altered');
  });

  it('does not hold by another scheme', () => {
    const others = signatureSchemes.filter((other) => other !== scheme);
    for (const other of others) {
      expect(checkToken({ ...signed, scheme: other }, own, now)).toBe('altered');
    }
  });
});

describe('a signed address', () => {
  it('holds until its second has come', () => {
    expect(checkToken({ key, subject }, token, now)).toBe('valid');
    expect(checkToken({ key, subject }, token, new Date(soon.getTime() - 1))).toBe('valid');
    expect(checkToken({ key, subject }, token, soon)).toBe('expired');
  });

  it('holds for its subject and its key only', () => {
    const other = { key, subject: subject.replace(/1$/, '2') };
    expect(checkToken(other, token, now)).toBe('altered');
    expect(checkToken({ key: Buffer.alloc(32, 8), subject }, token, now)).toBe('altered');
  });

  it('does not live longer because somebody writes so', () => {
    const longer = `${mac}.${Number(expiry) + 60}`;
    expect(checkToken({ key, subject }, longer, now)).toBe('altered');
  });

  it('is refused with any one character changed', () => {
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, index) + other + token.slice(index + 1);
      expect(checkToken({ key, subject }, changed, now), `character ${index}`).toBe('altered');
    }
  });

  it.each(['', '.', mac, `${mac}.`, `.${expiry}`, `${token}.`, `${token}.1`, `${mac}.-1`, '..'])(
    'is not %j',
    (nonsense) => {
      expect(checkToken({ key, subject }, nonsense, now)).toBe('altered');
    },
  );

  it('is spelled in one way', () => {
    // The last of 43 characters carries 4 bits; other endings decode to the same bytes.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const sameBytes = [...alphabet]
      .map((last) => mac.slice(0, -1) + last)
      .filter((spelling) =>
        Buffer.from(spelling, 'base64url').equals(Buffer.from(mac, 'base64url')),
      );
    expect(sameBytes).toHaveLength(4);
    const valid = sameBytes.filter(
      (spelling) => checkToken({ key, subject }, `${spelling}.${expiry}`, now) === 'valid',
    );
    expect(valid).toEqual([mac]);
  });
});
