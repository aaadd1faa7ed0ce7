const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "1.2 GB": in powers of a thousand, as operating systems show the sizes of files. */
export function formatBytes(bytes: number, locale: string): string {
  const whole = Math.max(0, bytes);
  const power = whole < 1_000 ? 0 : Math.min(4, Math.floor(Math.log10(whole) / 3));
  const amount = whole / 1_000 ** power;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 2 || amount >= 100 ? 0 : 1,
  }).format(amount);
}

/** "40 sec", "3 min", "2 hr": one unit is as exact as a guess can be. */
export function formatTimeLeft(seconds: number, locale: string): string {
  const [amount, unit] =
    seconds < 60
      ? [seconds, 'second']
      : seconds < 5_400
        ? [seconds / 60, 'minute']
        : [seconds / 3_600, 'hour'];
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, options).format(amount);
}
