import { describe, expect, it } from 'vitest';
import { Seal } from './seal.ts';

const secret = 'a root secret that only tests use, of more than 32 bytes';

describe('a sealed value', () => {
  const seal = new Seal(secret, 'purpose');

  it('opens in the context that it was sealed for', () => {
    expect(seal.open(seal.close('über', 'localhost'), 'localhost')).toBe('über');
    expect(seal.open(seal.close('', 'x'), 'x')).toBe('');
  });

  it('opens nowhere else', () => {
    const sealed = seal.close('secret', 'localhost');
    expect(seal.open(sealed, 'acme.localhost')).toBeUndefined();
    expect(new Seal(secret, 'other').open(sealed, 'localhost')).toBeUndefined();
    expect(new Seal(`${secret}!`, 'purpose').open(sealed, 'localhost')).toBeUndefined();
  });

  it('does not open when any byte was changed or is missing', () => {
    const bytes = Buffer.from(seal.close('secret', 'x'), 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8((bytes.readUInt8(index) + 1) % 256, index);
      expect(seal.open(altered.toString('base64url'), 'x')).toBeUndefined();
    }
    for (const length of [0, 5, 27, bytes.length - 1]) {
      expect(seal.open(bytes.subarray(0, length).toString('base64url'), 'x')).toBeUndefined();
    }
  });

  it('never looks the same twice', () => {
    expect(seal.close('secret', 'x')).not.toBe(seal.close('secret', 'x'));
  });
});
