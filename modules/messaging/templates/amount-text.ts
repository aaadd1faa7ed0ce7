interface Amount {
  /** Whole minor units. */
  readonly amount: number;
  readonly currency: string;
}

/** An amount as people write it; exact, since the digits are moved as text. */
export function amountText({ amount, currency }: Amount, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const padded = String(amount).padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const part = padded.slice(padded.length - digits);
  return format.format((part === '' ? whole : `${whole}.${part}`) as Intl.StringNumericLiteral);
}
