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

/** What is shorter, at the end, is no segment of its own. */
const shortestSegmentSeconds = 0.5;

/** One `moof` with what precedes it and the `mdat` that follows. */
export interface Fragment extends ByteRange {
  /** The content of the box. */
  readonly moof: Buffer;
  /** Where the box itself begins in the file. */
  readonly moofOffset: number;
}

/** The structure of a file, found by walking its boxes without their media data. */
export interface FragmentedFile {
  readonly bytes: number;
  readonly init: ByteRange;
  /** Of the segment index between the two; undefined before it is inserted. */
  readonly index: ByteRange | undefined;
  readonly moov: Buffer;
  readonly fragments: readonly Fragment[];
}

export interface FragmentedTrack {
  readonly description: TrackDescription;
  readonly init: ByteRange;
  readonly segments: readonly Segment[];
  /** From the beginning of each fragment to the end of its first sample, a key frame in video. */
  readonly keyFrames: readonly Segment[];
  readonly samples: number;
  readonly durationSeconds: number;
  readonly bytes: number;
  /** In no fragment a picture is shown before the first one that is stored. */
  readonly hasClosedGroups: boolean;
}

/** What playlists and manifests need to know of a file with one track. */
export function fragmentedTrack(file: FragmentedFile): FragmentedTrack {
  const description = trackDescription(file.moov);
  const defaults = sampleDefaults(file.moov);
  const measured = file.fragments.map((fragment) => {
    const { duration, firstEnd, ...counted } = measure(fragment.moof, defaults);
    const durationSeconds = duration / description.timescale;
    return { ...fragment, ...counted, durationSeconds, firstEnd: fragment.moofOffset + firstEnd };
  });
  return {
    description,
    init: file.init,
    segments: groupIntoSegments(measured),
    keyFrames: measured.map(({ offset, firstEnd, durationSeconds }) => ({
      offset,
      length: firstEnd - offset,
      durationSeconds,
    })),
    samples: sum(measured.map(({ samples }) => samples)),
    durationSeconds: sum(measured.map(({ durationSeconds }) => durationSeconds)),
    bytes: file.bytes,
    hasClosedGroups: measured.every(({ isClosed }) => isClosed),
  };
}

/**
 * Joins fragments until the segment is as long as it should be: with fragments of one group of
 * pictures that is two of them, the same two in every rendition. What is left at the end and hardly
 * lasts joins the one before: sound ends some milliseconds after the picture, and hls.js waits for
 * ever for a segment that begins after all that it has played.
 */
function groupIntoSegments(fragments: readonly Segment[]): Segment[] {
  const segments: Segment[] = [];
  for (const [index, { offset, length, durationSeconds }] of fragments.entries()) {
    const last = segments.at(-1);
    const isFull = last && last.durationSeconds >= segmentSeconds - groupSeconds / 2;
    const isRest = index === fragments.length - 1 && durationSeconds < shortestSegmentSeconds;
    if (!last || (isFull && !isRest)) segments.push({ offset, length, durationSeconds });
    else segments[segments.length - 1] = joined(last, { offset, length, durationSeconds });
  }
  return segments;
}

function joined(first: Segment, next: Segment): Segment {
  return {
    offset: first.offset,
    length: first.length + next.length,
    durationSeconds: first.durationSeconds + next.durationSeconds,
  };
}

/** Of a sample that does not say its own. */
interface SampleDefaults {
  /** In units of the track. */
  readonly duration: number;
  /** In bytes. */
  readonly size: number;
}

/** `trex`: version and flags, track, description index, default duration and size. */
function sampleDefaults(moov: Buffer): SampleDefaults {
  const trex = findBox(moov, 'mvex/trex');
  if (!trex) return { duration: 0, size: 0 };
  return { duration: trex.readUInt32BE(12), size: trex.readUInt32BE(16) };
}

interface Measured {
  readonly samples: number;
  /** In units of the track. */
  readonly duration: number;
  /** Where the first sample ends, counted from the beginning of the `moof` box. */
  readonly firstEnd: number;
  readonly isClosed: boolean;
}

/** Over all runs of a fragment. */
function measure(moof: Buffer, ofTrack: SampleDefaults): Measured {
  const traf = requireBox(moof, 'traf');
  const defaults = { ...ofTrack, ...fragmentDefaults(requireBox(traf, 'tfhd')) };
  const runs = boxesIn(traf)
    .filter(({ type }) => type === 'trun')
    .map(({ content }) => measureRun(content, defaults));
  return {
    samples: sum(runs.map(({ samples }) => samples)),
    duration: sum(runs.map(({ duration }) => duration)),
    firstEnd: runs[0]?.firstEnd ?? 0,
    isClosed: runs.every(({ isClosed }) => isClosed),
  };
}

/** `tfhd`, 14496-12 8.8.7: optional fields in the order of their flags. */
function fragmentDefaults(tfhd: Buffer): Partial<SampleDefaults> {
  const flags = tfhd.readUInt32BE(0) & 0xffffff;
  const at = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  const sizeAt = at + (flags & 0x8 ? 4 : 0);
  return {
    ...(flags & 0x8 ? { duration: tfhd.readUInt32BE(at) } : {}),
    ...(flags & 0x10 ? { size: tfhd.readUInt32BE(sizeAt) } : {}),
  };
}

/** `trun`, 14496-12 8.8.8: duration, size, flags and composition offset, each optional. */
function measureRun(trun: Buffer, defaults: SampleDefaults): Measured {
  const flags = trun.readUInt32BE(0) & 0xffffff;
  const samples = trun.readUInt32BE(4);
  const dataOffset = flags & 0x1 ? trun.readInt32BE(8) : 0;
  const first = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  const fields = [0x100, 0x200, 0x400, 0x800].filter((field) => flags & field).length;
  const sizeAt = first + (flags & 0x100 ? 4 : 0);
  const firstSize = flags & 0x200 && samples > 0 ? trun.readUInt32BE(sizeAt) : defaults.size;
  const firstEnd = dataOffset + firstSize;
  const bytes = fields * 4;
  let duration = 0;
  let firstShown = 0;
  let isClosed = true;
  for (let index = 0; index < samples; index += 1) {
    const at = first + index * bytes;
    // The last field. Signed in version 1, and small enough in version 0 not to matter.
    const shown = duration + (flags & 0x800 ? trun.readInt32BE(at + bytes - 4) : 0);
    if (index === 0) firstShown = shown;
    isClosed &&= shown >= firstShown;
    duration += flags & 0x100 ? trun.readUInt32BE(at) : defaults.duration;
  }
  return { samples, duration, firstEnd, isClosed };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
