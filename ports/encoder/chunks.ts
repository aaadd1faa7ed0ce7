import type { Chunk, EncodePlan } from './encoder.ts';
import { groupSeconds, segmentSeconds } from './fragmented-mp4.ts';

/**
 * Cuts a video by time at frame numbers where segments begin, so that the joined file has the very
 * segments of one that was made at once. The last chunk has what is left and up to half a chunk more:
 * how many pictures there are in the end only decoding tells.
 */
export function chunksOf(
  { durationSeconds, video }: Pick<EncodePlan, 'durationSeconds' | 'video'>,
  chunkSeconds: number,
): Chunk[] {
  const segmentFrames = video.groupFrames * Math.round(segmentSeconds / groupSeconds);
  const { numerator, denominator } = video.frameRate;
  const wanted = (chunkSeconds * numerator) / denominator;
  const frames = segmentFrames * Math.max(1, Math.round(wanted / segmentFrames));
  const total = (durationSeconds * numerator) / denominator;
  const count = Math.max(1, Math.round(total / frames));
  return Array.from({ length: count }, (_, index) => ({
    firstFrame: index * frames,
    frames: index === count - 1 ? null : frames,
  }));
}
