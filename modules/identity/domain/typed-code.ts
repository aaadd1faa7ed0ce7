/** Without what is mistaken for something else on paper: i, l, o, 0 and 1 (and u, for good luck). */
const letters = '23456789abcdefghjkmnpqrstvwxyz';

const groupLength = 5;
export const recoveryCodeCount = 10;

/**
 * A code to write down, such as `k7m2x-9qrtp`: some 49 bits, which nobody guesses in ten tries.
 * @param random bytes without end, of which those that would make some letters likelier are left out
 */
export function newRecoveryCode(random: (bytes: number) => Uint8Array): string {
  const fair = 256 - (256 % letters.length);
  let code = '';
  while (code.length < 2 * groupLength) {
    const [byte = 0] = random(1);
    if (byte < fair) code += letters[byte % letters.length];
  }
  return `${code.slice(0, groupLength)}-${code.slice(groupLength)}`;
}

/** As it was made, however a person typed it; undefined for what cannot be one. */
export function normalizedRecoveryCode(typed: string): string | undefined {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  const isOne =
    code.length === 2 * groupLength && [...code].every((letter) => letters.includes(letter));
  return isOne ? `${code.slice(0, groupLength)}-${code.slice(groupLength)}` : undefined;
}

/** The six digits that an authenticator app shows; undefined for anything else. */
export function normalizedOneTimeCode(typed: string): string | undefined {
  const code = typed.replaceAll(/[\s-]/g, '');
  return /^[0-9]{6}$/.test(code) ? code : undefined;
}
