import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { bitRates } from './bit-rates.ts';
import type { CopyPlan, EncodedFile, EncodePlan, SoundPlan } from './encoder.ts';
import { type ByteRange, type FragmentedFile, fragmentedTrack } from './fragmented-mp4.ts';
import { readStructure } from './read-structure.ts';
import { trackFileName } from './recipe.ts';
import { requireOwnFile } from './require-own-file.ts';
import { insertSegmentIndex } from './segment-index.ts';

/** Describes what an encode wrote, by reading the files themselves; gives each its index. */
export async function readEncodedFiles(plan: EncodePlan): Promise<EncodedFile[]> {
  const videos = plan.video.renditions.map(({ name }) => name);
  if (plan.chunk && (await areEmpty(plan.outputFolder, videos))) return [];
  return readTracks({ ...plan, videos, sounds: plan.audio, origin: 'encoded' });
}

/** A chunk behind the last picture leaves no file, or one without a byte of media. */
async function areEmpty(folder: string, names: readonly string[]): Promise<boolean> {
  const sizes = await Promise.all(
    names.map(async (name) => {
      const found = await lstat(join(folder, trackFileName(name))).catch(() => undefined);
      return found?.size ?? 0;
    }),
  );
  return sizes.every((size) => size === 0);
}

/** The same of a copy. */
export async function readCopiedFiles(plan: CopyPlan): Promise<EncodedFile[]> {
  const sounds = plan.audio ? [plan.audio] : [];
  return readTracks({ ...plan, videos: [plan.video.name], sounds, origin: 'copied' });
}

export interface WantedTracks {
  readonly outputFolder: string;
  readonly videos: readonly string[];
  readonly sounds: readonly SoundPlan[];
  readonly origin: EncodedFile['origin'];
}

export async function readTracks({ outputFolder, videos, sounds, origin }: WantedTracks) {
  const trackOf = async (name: string, sound?: SoundPlan): Promise<EncodedFile> => {
    const file = trackFileName(name);
    const structure = await indexedStructure(join(outputFolder, file));
    return { ...encodedFile(name, structure, sound), file, origin };
  };
  return Promise.all([
    ...videos.map((name) => trackOf(name)),
    ...sounds.map((sound) => trackOf(sound.name, sound)),
  ]);
}

/** What an encode writes has no index yet; what is read again after a crash may have one. */
async function indexedStructure(path: string): Promise<IndexedFile> {
  await requireOwnFile(path);
  const written = await readStructure(path);
  if (!written.index) await insertSegmentIndex(path, written);
  const { index, ...structure } = await readStructure(path);
  if (!index) throw new Error(`${path} lost its segment index`);
  return { ...structure, index };
}

type IndexedFile = FragmentedFile & { readonly index: ByteRange };

type Described<File> = File extends EncodedFile ? Omit<File, 'file' | 'origin'> : never;

function encodedFile(
  name: string,
  structure: IndexedFile,
  sound: SoundPlan | undefined,
): Described<EncodedFile> {
  const { description, samples, hasClosedGroups, keyFrames, ...track } = fragmentedTrack(structure);
  const { init, segments, durationSeconds, bytes } = track;
  const { codecs } = description;
  const { index } = structure;
  const common = {
    name,
    bytes,
    init,
    index,
    segments,
    durationSeconds,
    codecs,
    ...bitRates(segments),
  };
  if (description.kind === 'audio') {
    const { channels, sampleRate } = description;
    const { language = null, title = null } = sound ?? {};
    return { ...common, kind: 'audio', channels, sampleRate, language, title };
  }
  return {
    ...common,
    kind: 'video',
    width: description.width,
    height: description.height,
    keyFrames,
    keyFrameRates: bitRates(keyFrames),
    frames: samples,
    hasClosedGroups,
    frameRate: Math.round((samples / durationSeconds) * 1000) / 1000,
  };
}
