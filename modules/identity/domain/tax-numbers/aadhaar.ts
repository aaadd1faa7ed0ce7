/**
 * The dihedral group of order ten, whose product is not commutative: exchanged neighbours give
 * another sum. J. Verhoeff, Error Detecting Decimal Codes, Mathematical Centre Tract 29, 1969.
 */
const product = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
] as const;

/** What becomes of a digit by its place, counted from the right; repeats after eight. */
const permutation = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
] as const;

/** Whether the last of these digits is the check digit of the others. */
export function hasVerhoeffDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((check, digit, place) => {
    const permuted = Number(permutation[place % 8]?.[Number(digit)]);
    return Number(product[check]?.[permuted]);
  }, 0);
  return sum === 0;
}

/**
 * Twelve digits, the first neither 0 nor 1, the last a Verhoeff digit: Unique Identification
 * Authority of India, "UID Numbering Scheme", 2010.
 */
export function isAadhaar(number: string): boolean {
  return /^[2-9]\d{11}$/.test(number) && hasVerhoeffDigit(number);
}
