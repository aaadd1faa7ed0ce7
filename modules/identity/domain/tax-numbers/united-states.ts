/**
 * Social security number: area not 000, 666 or 900 and above, group not 00, serial not 0000 (Social
 * Security Administration, "Randomization", 2011), and not one of the two that were printed in
 * advertisements.
 */
export function isSsn(number: string): boolean {
  const isPlausible = /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(number);
  return isPlausible && number !== '078051120' && number !== '219099999';
}

/** Campuses of the Internal Revenue Service and the internet: "How EINs are assigned and valid prefixes". */
const prefixes = new Set(
  [
    '01 02 03 04 05 06 10 11 12 13 14 15 16 20 21 22 23 24 25 26 27 30 31 32 33 34 35 36 37 38 39',
    '40 41 42 43 44 45 46 47 48 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 71 72 73',
    '74 75 76 77 80 81 82 83 84 85 86 87 88 90 91 92 93 94 95 98 99',
  ].flatMap((line) => line.split(' ')),
);

/** Employer identification number: nine digits of which the first two are known. */
export function isEin(number: string): boolean {
  return /^\d{9}$/.test(number) && prefixes.has(number.slice(0, 2));
}
