import { type Segment, segmentSeconds } from './fragmented-mp4.ts';

/**
 * Peak and average as RFC 8216 4.3.4.2 counts them: the peak is the largest rate of any run of
 * segments that lasts between half and one and a half target durations, so that a last segment of a
 * few pictures, nearly all of it a key frame, does not count alone.
 */
export function bitRates(segments: readonly Segment[]): {
  peakBitsPerSecond: number;
  averageBitsPerSecond: number;
} {
  const average = rateOf(segments);
  const target = Math.max(segmentSeconds, ...segments.map((segment) => segment.durationSeconds));
  const peaks = segments.flatMap((_, first) => runsFrom(segments, first, target));
  return {
    peakBitsPerSecond: Math.ceil(Math.max(average, ...peaks)),
    averageBitsPerSecond: Math.ceil(average),
  };
}

function runsFrom(segments: readonly Segment[], first: number, target: number): number[] {
  const rates: number[] = [];
  let duration = 0;
  for (let last = first; last < segments.length; last += 1) {
    duration += segments[last]?.durationSeconds ?? 0;
    if (duration > target * 1.5) break;
    if (duration >= target * 0.5) rates.push(rateOf(segments.slice(first, last + 1)));
  }
  return rates;
}

function rateOf(segments: readonly Segment[]): number {
  const bytes = segments.reduce((total, { length }) => total + length, 0);
  const seconds = segments.reduce((total, { durationSeconds }) => total + durationSeconds, 0);
  return seconds === 0 ? 0 : (bytes * 8) / seconds;
}
