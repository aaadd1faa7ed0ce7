/**
 * Structure of the VAT numbers of the member states, without the country in front: European
 * Commission, VIES, "VAT identification number structure". Whether a number was given out, only VIES
 * can say.
 */
const structures: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^[1-9]\d{8}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^([A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z0-9+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B(?!00)\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^[1-9]\d{1,9}$/,
  SE: /^\d{10}01$/,
  SI: /^[1-9]\d{7}$/,
  SK: /^\d{10}$/,
};

export function isEuCountry(country: string): boolean {
  return country in structures;
}

/** What stands in front of the number: Greece is EL there. */
export function vatPrefix(country: string): string {
  return country === 'GR' ? 'EL' : country;
}

/** With the country in front, as it stands on invoices. */
export function isEuVat(country: string, number: string): boolean {
  const prefix = vatPrefix(country);
  return number.startsWith(prefix) && (structures[country]?.test(number.slice(2)) ?? false);
}
