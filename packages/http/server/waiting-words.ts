const units = [
  { name: 'hour', seconds: 3_600 },
  { name: 'minute', seconds: 60 },
  { name: 'second', seconds: 1 },
] as const;

/** A time to wait as a person says it, never shorter than it is: `2 minutes`, `1 hour`. */
export function waitingWords(waitingSeconds: number): string {
  const { name, seconds } = units.find((unit) => waitingSeconds >= unit.seconds) ?? units[2];
  const count = Math.max(1, Math.ceil(waitingSeconds / seconds));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
