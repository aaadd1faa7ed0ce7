import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newRecoveryCode, normalizedOneTimeCode, normalizedRecoveryCode } from './typed-code.ts';

describe('a recovery code', () => {
  it('is two groups of five, none like another', () => {
    const codes = Array.from({ length: 1_000 }, () => newRecoveryCode(randomBytes));
    expect(
      codes.filter((code) => !/^[2-9a-hj-km-np-tv-z]{5}-[2-9a-hj-km-np-tv-z]{5}$/.test(code)),
    ).toEqual([]);
    expect(new Set(codes).size).toBe(1_000);
  });

  it('uses no letter more often than another', () => {
    let next = 0;
    const everyByteInTurn = () => Uint8Array.of(next++ % 256);
    const counts = new Map<string, number>();
    // 240 of 256 bytes are used: 24 codes of ten letters see each of them once.
    for (let made = 0; made < 24; made += 1) {
      for (const letter of newRecoveryCode(everyByteInTurn).replace('-', '')) {
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
      }
    }
    expect(new Set(counts.values())).toEqual(new Set([8]));
  });

  it('is understood however it was typed', () => {
    expect(normalizedRecoveryCode(' K7M2X 9qrtp ')).toBe('k7m2x-9qrtp');
    expect(normalizedRecoveryCode('k7m2x-9qrtp')).toBe('k7m2x-9qrtp');
    for (const other of ['', '123456', 'k7m2x-9qrt', 'k7m2x-9qrtpp', 'k7m2x-9qrt0']) {
      expect(normalizedRecoveryCode(other)).toBeUndefined();
    }
  });
});

describe('a one-time code', () => {
  it('is six digits, with or without a gap', () => {
    expect(normalizedOneTimeCode('123 456')).toBe('123456');
    expect(normalizedOneTimeCode('012345')).toBe('012345');
    for (const other of ['', '12345', '1234567', '12345a', '١٢٣٤٥٦']) {
      expect(normalizedOneTimeCode(other)).toBeUndefined();
    }
  });
});
