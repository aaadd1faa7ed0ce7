const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A message that is sent at once still has all of its minutes, hours or days. */
const moment = minute / 2;

/** For example `24 hours`: rounded down, so that nothing is promised longer than by a moment. */
export function timeLeft(
  span: { readonly from: Date; readonly until: Date },
  locale: string,
): string {
  const left = span.until.getTime() - span.from.getTime();
  if (left + moment >= 2 * day) return inUnits(left + moment, day, 'day', locale);
  if (left + moment >= hour) return inUnits(left + moment, hour, 'hour', locale);
  return inUnits(Math.max(left + moment, minute), minute, 'minute', locale);
}

function inUnits(left: number, length: number, unit: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.floor(left / length));
}
