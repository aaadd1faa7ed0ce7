import { VideoRefused } from './refusals.ts';

interface EndOfProbe {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderrTail: string;
  readonly isTimedOut: boolean;
}

/** 128 and the number of the signal: what bwrap and unshare say of a child that was killed. */
const killed = [128 + 9, 128 + 24];

/** Why a probe ended badly: the picture too large, over its limits, or the file damaged. */
export function failureOfProbe(end: EndOfProbe): VideoRefused {
  if (saysTooLarge(end.stderrTail)) return new VideoRefused('too_large', end.stderrTail.trim());
  const isOverLimit =
    end.isTimedOut ||
    end.signal === 'SIGKILL' ||
    end.signal === 'SIGXCPU' ||
    (end.code !== null && killed.includes(end.code)) ||
    /cannot allocate|out of memory/i.test(end.stderrTail);
  const diagnosis = end.stderrTail.trim() || `ended with ${end.code ?? end.signal}`;
  return new VideoRefused(isOverLimit ? 'too_demanding' : 'unreadable', diagnosis);
}

/** What `-max_pixels` makes the decoder say; the probe may end well all the same, without a size. */
export function saysTooLarge(stderrTail: string): boolean {
  return /picture size \S+ (is invalid|exceeds)/i.test(stderrTail);
}
