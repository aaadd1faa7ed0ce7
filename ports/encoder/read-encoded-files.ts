import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { bitRates } from './bit-rates.ts';
import type { EncodedFile, EncodePlan } from './encoder.ts';
import { type Fragment, type FragmentedFile, fragmentedTrack } from './fragmented-mp4.ts';
import { boxHeader, boxHeaderBytes } from './mp4-boxes.ts';
import { audioFileName, videoFileName } from './recipe.ts';

/** Describes what an encode wrote, by reading the files themselves. */
export async function readEncodedFiles(plan: EncodePlan): Promise<EncodedFile[]> {
  const videos = plan.video.renditions.map((rendition) => ({
    name: rendition.name,
    file: videoFileName(rendition),
  }));
  const files = plan.audio ? [...videos, { name: 'audio', file: audioFileName }] : videos;
  return Promise.all(
    files.map(async ({ name, file }) =>
      encodedFile(name, file, await readStructure(join(plan.outputFolder, file))),
    ),
  );
}

function encodedFile(name: string, file: string, structure: FragmentedFile): EncodedFile {
  const { description, init, segments, samples, durationSeconds, bytes } =
    fragmentedTrack(structure);
  const common = {
    file,
    bytes,
    init,
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
    frames: samples,
    frameRate: Math.round((samples / durationSeconds) * 1000) / 1000,
  };
}

/** Walks the boxes of the file; media data is skipped over. */
async function readStructure(path: string): Promise<FragmentedFile> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let moov: Buffer | undefined;
    let segmentsStart = 0;
    let fragmentStart = 0;
    let moof: Buffer | undefined;
    const fragments: Fragment[] = [];
    for (let at = 0; at < size;) {
      const { type, headerBytes, bytes } = boxHeader(await readAt(file, at, boxHeaderBytes));
      const content = { offset: at + headerBytes, length: bytes - headerBytes };
      if (at + bytes > size) throw new Error(`${path} is cut off in ${type}`);
      at += bytes;
      if (type === 'moov') {
        moov = await readAt(file, content.offset, content.length);
        segmentsStart = at;
        fragmentStart = at;
      }
      if (type === 'moof') moof = await readAt(file, content.offset, content.length);
      if (type === 'mdat' && moof) {
        fragments.push({ offset: fragmentStart, length: at - fragmentStart, moof });
        fragmentStart = at;
        moof = undefined;
      }
    }
    if (!moov || fragments.length === 0) throw new Error(`${path} has no media in it`);
    if (fragmentStart !== size) throw new Error(`${path} has more after its last fragment`);
    return { bytes: size, init: { offset: 0, length: segmentsStart }, moov, fragments };
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
