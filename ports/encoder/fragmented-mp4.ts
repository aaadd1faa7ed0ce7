import { boxesIn, findBox, requireBox } from './mp4-boxes.ts';
import { type TrackDescription, trackDescription } from './mp4-track.ts';

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** What a player fetches at once. */
export interface Segment extends ByteRange {
  readonly durationSeconds: number;
}

/** The length that segments aim at; the last one is shorter. */
export const segmentSeconds = 4;

/** From one key frame to the next; a fragment of the file holds one group of pictures. */
export const groupSeconds = 2;

/** One `moof` with what precedes it and the `mdat` that follows. */
export interface Fragment extends ByteRange {
  readonly moof: Buffer;
}

/** The structure of a file, found by walking its boxes without their media data. */
export interface FragmentedFile {
  readonly bytes: number;
  readonly init: ByteRange;
  readonly moov: Buffer;
  readonly fragments: readonly Fragment[];
}

export interface FragmentedTrack {
  readonly description: TrackDescription;
  readonly init: ByteRange;
  readonly segments: readonly Segment[];
  readonly samples: number;
  readonly durationSeconds: number;
  readonly bytes: number;
}

/** What playlists and manifests need to know of a file with one track. */
export function fragmentedTrack(file: FragmentedFile): FragmentedTrack {
  const description = trackDescription(file.moov);
  const defaults = sampleDefaults(file.moov);
  const measured = file.fragments.map((fragment) => {
    const { duration, samples } = measure(fragment.moof, defaults.duration);
    return { ...fragment, samples, durationSeconds: duration / description.timescale };
  });
  return {
    description,
    init: file.init,
    segments: groupIntoSegments(measured),
    samples: sum(measured.map(({ samples }) => samples)),
    durationSeconds: sum(measured.map(({ durationSeconds }) => durationSeconds)),
    bytes: file.bytes,
  };
}

/**
 * Joins fragments until the segment is as long as it should be: with fragments of one group of
 * pictures that is two of them, the same two in every rendition.
 */
function groupIntoSegments(fragments: readonly Segment[]): Segment[] {
  const segments: Segment[] = [];
  for (const fragment of fragments) {
    const last = segments.at(-1);
    if (!last || last.durationSeconds >= segmentSeconds - groupSeconds / 2) {
      const { offset, length, durationSeconds } = fragment;
      segments.push({ offset, length, durationSeconds });
    } else {
      segments[segments.length - 1] = {
        offset: last.offset,
        length: last.length + fragment.length,
        durationSeconds: last.durationSeconds + fragment.durationSeconds,
      };
    }
  }
  return segments;
}

/** `trex`: version and flags, track, description index, default duration. */
function sampleDefaults(moov: Buffer): { duration: number } {
  const trex = findBox(moov, 'mvex/trex');
  return { duration: trex ? trex.readUInt32BE(12) : 0 };
}

/** Number of samples and their duration in units of the track, over all runs of a fragment. */
function measure(moof: Buffer, defaultDuration: number): { samples: number; duration: number } {
  const traf = requireBox(moof, 'traf');
  const perSample = fragmentDefault(requireBox(traf, 'tfhd')) ?? defaultDuration;
  const runs = boxesIn(traf)
    .filter(({ type }) => type === 'trun')
    .map(({ content }) => measureRun(content, perSample));
  return {
    samples: sum(runs.map(({ samples }) => samples)),
    duration: sum(runs.map(({ duration }) => duration)),
  };
}

/** `tfhd`, 14496-12 8.8.7: optional fields in the order of their flags. */
function fragmentDefault(tfhd: Buffer): number | undefined {
  const flags = tfhd.readUInt32BE(0) & 0xffffff;
  if (!(flags & 0x8)) return undefined;
  const at = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  return tfhd.readUInt32BE(at);
}

/** `trun`, 14496-12 8.8.8: duration, size, flags and composition offset, each optional. */
function measureRun(trun: Buffer, perSample: number): { samples: number; duration: number } {
  const flags = trun.readUInt32BE(0) & 0xffffff;
  const samples = trun.readUInt32BE(4);
  if (!(flags & 0x100)) return { samples, duration: samples * perSample };
  const first = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  const fields = [0x100, 0x200, 0x400, 0x800].filter((field) => flags & field).length;
  let duration = 0;
  for (let index = 0; index < samples; index += 1) {
    duration += trun.readUInt32BE(first + index * fields * 4);
  }
  return { samples, duration };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
