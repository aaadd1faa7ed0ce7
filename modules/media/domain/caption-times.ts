/** `00:01:02.500 --> 00:01:05.000 align:start`, with a comma in SRT. Hours may be left out. */
const timeLine =
  /^\s*((?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\s*--+>\s*((?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)(?:\s.*)?$/;

export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** Undefined when the line is no line of times; otherwise the times, or why they cannot be. */
export function spanOf(line: string): TimeSpan | string | undefined {
  const [, from, to] = timeLine.exec(line) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const startMs = millisecondsOf(from);
  const endMs = millisecondsOf(to);
  if (startMs === undefined || endMs === undefined) return 'minutes and seconds go up to 59';
  if (endMs < startMs) return 'ends before it starts';
  return { startMs, endMs };
}

/** `01:02:03.004`. */
export function printTime(milliseconds: number, separator: '.' | ','): string {
  const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${clock.map((value) => pad(value)).join(':')}${separator}${pad(milliseconds % 1000, 3)}`;
}

function millisecondsOf(time: string): number | undefined {
  const [clock = '', fraction = ''] = time.split(/[.,]/);
  const [seconds = 0, minutes = 0, hours = 0] = clock.split(':').map(Number).reverse();
  if (seconds > 59 || minutes > 59) return undefined;
  // `.5` is half a second, as in any fraction.
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number(fraction.padEnd(3, '0'));
}
