import { boxesIn, findBox, requireBox } from './mp4-boxes.ts';

export type TrackDescription = {
  /** Units a second of the track's times. */
  readonly timescale: number;
  /** RFC 6381. */
  readonly codecs: string;
} & (
  | { readonly kind: 'video'; readonly width: number; readonly height: number }
  | { readonly kind: 'audio'; readonly channels: number; readonly sampleRate: number }
);

/** Describes the only track of a `moov`. */
export function trackDescription(moov: Buffer): TrackDescription {
  const mdia = requireBox(moov, 'trak/mdia');
  const mdhd = requireBox(mdia, 'mdhd');
  // Version 1 has two times of 64 bits before the time scale, version 0 of 32.
  const timescale = mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12);
  // `stsd`: version, flags and a count, then the sample entries.
  const [entry] = boxesIn(requireBox(mdia, 'minf/stbl/stsd').subarray(8));
  if (entry?.type === 'avc1') return { timescale, ...describeAvc(entry.content) };
  if (entry?.type === 'mp4a') return { timescale, ...describeAac(entry.content) };
  throw new Error(`the MP4 has a track of type ${entry?.type ?? 'none'}`);
}

const visualEntryBytes = 78;
const audioEntryBytes = 28;

/** The three bytes after the version in `avcC` are profile, constraints and level: avc1.64001f. */
function describeAvc(entry: Buffer) {
  const avcC = requireBox(entry.subarray(visualEntryBytes), 'avcC');
  return {
    kind: 'video' as const,
    codecs: `avc1.${avcC.toString('hex', 1, 4)}`,
    width: entry.readUInt16BE(24),
    height: entry.readUInt16BE(26),
  };
}

/** The entry itself says two channels of whatever there are; the truth is in the codec's own words. */
function describeAac(entry: Buffer) {
  const esds = findBox(entry.subarray(audioEntryBytes), 'esds');
  const config = esds && audioSpecificConfig(esds);
  return {
    kind: 'audio' as const,
    codecs: `mp4a.40.${config ? config.readUInt8(0) >> 3 : 2}`,
    channels: (config && channelsOf(config)) || entry.readUInt16BE(16),
    sampleRate: entry.readUInt32BE(24) / 0x1_0000,
  };
}

/**
 * The AudioSpecificConfig (14496-3) is the content of descriptor 5; lengths of descriptors take up
 * to four bytes, each but the last with its top bit set.
 */
function audioSpecificConfig(esds: Buffer): Buffer | undefined {
  const tag = esds.subarray(4).findIndex((byte, index, bytes) => isDecoderConfig(bytes, index));
  if (tag < 0) return undefined;
  let at = 4 + tag + 1;
  while ((esds[at] ?? 0) & 0x80) at += 1;
  const config = esds.subarray(at + 1);
  return config.length >= 2 ? config : undefined;
}

/** Five bits of object type, four of the index of the rate, four of the channels; 0 is said elsewhere. */
function channelsOf(config: Buffer): number {
  const bits = config.readUInt16BE(0);
  const hasOwnRate = ((bits >> 7) & 0xf) === 15;
  return hasOwnRate ? 0 : (bits >> 3) & 0xf;
}

/** Descriptor 5 follows the 13 bytes of descriptor 4, which begin with 0x40 for MPEG-4 audio. */
function isDecoderConfig(bytes: Uint8Array, index: number): boolean {
  return bytes[index] === 0x05 && index >= 13 && bytes[index - 13] === 0x40;
}
