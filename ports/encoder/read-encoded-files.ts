import { join } from 'node:path';
import { bitRates } from './bit-rates.ts';
import type { EncodedFile, EncodePlan } from './encoder.ts';
import { type ByteRange, type FragmentedFile, fragmentedTrack } from './fragmented-mp4.ts';
import { readStructure } from './read-structure.ts';
import { audioFileName, videoFileName } from './recipe.ts';
import { insertSegmentIndex } from './segment-index.ts';

/** Describes what an encode wrote, by reading the files themselves; gives each its index. */
export async function readEncodedFiles(plan: EncodePlan): Promise<EncodedFile[]> {
  const videos = plan.video.renditions.map((rendition) => ({
    name: rendition.name,
    file: videoFileName(rendition),
  }));
  const files = plan.audio ? [...videos, { name: 'audio', file: audioFileName }] : videos;
  return Promise.all(
    files.map(async ({ name, file }) =>
      encodedFile(name, file, await indexedStructure(join(plan.outputFolder, file))),
    ),
  );
}

/** What an encode writes has no index yet; what is read again after a crash may have one. */
async function indexedStructure(path: string): Promise<IndexedFile> {
  const written = await readStructure(path);
  if (!written.index) await insertSegmentIndex(path, written);
  const { index, ...structure } = await readStructure(path);
  if (!index) throw new Error(`${path} lost its segment index`);
  return { ...structure, index };
}

type IndexedFile = FragmentedFile & { readonly index: ByteRange };

function encodedFile(name: string, file: string, structure: IndexedFile): EncodedFile {
  const { description, init, segments, keyFrames, samples, durationSeconds, bytes } =
    fragmentedTrack(structure);
  const common = {
    file,
    bytes,
    init,
    index: structure.index,
    segments,
    durationSeconds,
    codecs: description.codecs,
    ...bitRates(segments),
  };
  if (description.kind === 'audio') {
    const { channels, sampleRate } = description;
    return { ...common, kind: 'audio', channels, sampleRate };
  }
  return {
    ...common,
    kind: 'video',
    name,
    width: description.width,
    height: description.height,
    keyFrames,
    keyFrameRates: bitRates(keyFrames),
    frames: samples,
    frameRate: Math.round((samples / durationSeconds) * 1000) / 1000,
  };
}
