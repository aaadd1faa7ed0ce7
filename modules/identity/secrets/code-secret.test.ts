import { Secret } from 'otpauth';
import { expect, it } from 'vitest';
import { codeAddress, newCodeSecret, stepOfCode } from './code-secret.ts';

// RFC 6238, appendix B, in six digits.
const secret = Secret.fromUTF8('12345678901234567890').base32;
const at = (seconds: number) => new Date(seconds * 1_000);

it('knows the codes of the standard', () => {
  expect(stepOfCode(secret, '287082', at(59))).toBe(1);
  expect(stepOfCode(secret, '081804', at(1_111_111_109))).toBe(37_037_036);
  expect(stepOfCode(secret, '005924', at(1_234_567_890))).toBe(41_152_263);
});

it('takes the code before and the one after, and no other', () => {
  expect(stepOfCode(secret, '287082', at(29))).toBe(1);
  expect(stepOfCode(secret, '287082', at(89))).toBe(1);
  expect(stepOfCode(secret, '287082', at(90))).toBeUndefined();
  expect(stepOfCode(secret, '000000', at(59))).toBeUndefined();
});

it('makes secrets of 160 bits and an address for apps', () => {
  const made = newCodeSecret();
  expect(Secret.fromBase32(made).bytes).toHaveLength(20);
  const address = new URL(codeAddress(made, { issuer: 'EduMaster', account: 'g@example.test' }));
  expect(address.protocol).toBe('otpauth:');
  expect(address.searchParams.get('secret')).toBe(made);
  expect(address.searchParams.get('issuer')).toBe('EduMaster');
});
