const written = /^(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/;

/** "1:02.500": minutes, seconds and thousandths, with hours where there are any. */
export function timeText(milliseconds: number): string {
  const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const clock = hours > 0 ? `${hours}:${pad(minutes)}` : String(minutes);
  return `${clock}:${pad(seconds % 60)}.${pad(milliseconds % 1000, 3)}`;
}

/** "1:02.5", "62,5" and "0:01:02" alike; undefined for what is no time. */
export function timeIn(text: string): number | undefined {
  const found = written.exec(text.trim());
  if (!found) return undefined;
  const [, hours = '0', minutes, seconds = '0', fraction = ''] = found;
  const isClock = minutes !== undefined;
  if (isClock && (Number(seconds) > 59 || (found[1] !== undefined && Number(minutes) > 59))) {
    return undefined;
  }
  const whole = (Number(hours) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, '0'));
}
