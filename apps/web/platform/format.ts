import type { Price } from '../api/courses.ts';

/** "$49.99"; whole amounts lose their zeros. */
export function formatPrice(price: Pick<Price, 'amount' | 'currency'>, locale: string): string {
  const units = new Intl.NumberFormat(locale, { style: 'currency', currency: price.currency });
  const digits = units.resolvedOptions().maximumFractionDigits ?? 2;
  const value = price.amount / 10 ** digits;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: price.currency,
    ...(Number.isInteger(value) ? { maximumFractionDigits: 0 } : {}),
  }).format(value);
}

/** "4:07", "1:02:09": as a clock shows a position in a video. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':');
}

/** "2 hr 40 min": as a person says how long something takes. */
export function formatLength(seconds: number, locale: string): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const unit = (value: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(
      value,
    );
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return unit(minutes, 'minute');
  return minutes % 60 === 0
    ? unit(hours, 'hour')
    : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`;
}

/** "English" for "en"; the code itself when it names no language. */
export function formatLanguage(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
