/**
 * Permanent account number: five letters, four digits, a letter. The fourth letter is the kind of
 * the holder (P is a person, C a company, …) and the fifth the first letter of the name: Income Tax
 * Department of India, Rule 114 and Form 49A. How the last letter is made is not public.
 */
export function isPan(number: string): boolean {
  return /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/.test(number) && !/^.{5}0000/.test(number);
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** States and territories 01 to 38, 97 other territory, 99 the centre: GST Act, Rule 10. */
function isState(code: string): boolean {
  const number = Number(code);
  return (number >= 1 && number <= 38) || number === 97 || number === 99;
}

/**
 * Goods and services tax number: state, PAN, number of the registration, Z, check digit (Luhn with
 * 36 signs): Central Goods and Services Tax Rules 2017, Rule 10.
 */
export function isGstin(number: string): boolean {
  const [, state = '', pan = ''] = /^(\d{2})([A-Z0-9]{10})[1-9A-Z]Z[0-9A-Z]$/.exec(number) ?? [];
  return isState(state) && isPan(pan) && gstinCheckDigit(number.slice(0, 14)) === number[14];
}

/** Of the first fourteen signs. */
export function gstinCheckDigit(body: string): string {
  const sum = [...body].reduce((total, sign, place) => {
    const weighted = digits.indexOf(sign) * (place % 2 === 0 ? 1 : 2);
    return total + Math.floor(weighted / 36) + (weighted % 36);
  }, 0);
  return digits[(36 - (sum % 36)) % 36] ?? '';
}

/** The PAN that a GSTIN was given to. */
export function panOfGstin(gstin: string): string {
  return gstin.slice(2, 12);
}
