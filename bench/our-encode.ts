import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Encoder, judgeCopy, planCopy, planEncode } from '@edumaster/encoder';
import { findFfmpeg } from '@edumaster/ffmpeg';
import { detectSandbox } from '@edumaster/sandbox';

/**
 * The encoder of an installation on this machine, in its sandbox: the one of util-linux, since nobody
 * waits for what bwrap started, and its CPU is then told to nobody.
 */
export async function openEncoder(): Promise<Encoder> {
  const sandbox = await detectSandbox({ levels: ['unshare'] });
  const found = await findFfmpeg({ sandbox, searchPath: process.env['PATH'] ?? '' });
  if (!found.ok) throw new Error(found.detail);
  return found.value;
}

/**
 * What the pipeline does with an upload, in its order, until the video plays or until all is made.
 * @returns whether the source's own pictures are the largest size
 */
export async function encodeAsUploaded(
  encoder: Encoder,
  { input, folder, until }: { input: string; folder: string; until: 'playable' | 'ready' },
): Promise<boolean> {
  const outputFolder = mkdtempSync(join(folder, 'ours-'));
  try {
    const facts = await encoder.probe(input);
    const whole = planEncode({ input, outputFolder, facts });
    const copy = planCopy({ input, outputFolder, facts, sourceBytes: statSync(input).size });
    const copied = copy ? await encoder.copy(copy) : [];
    const isCopied = copy !== null && judgeCopy(copy, facts, copied) === undefined;
    if (isCopied && until === 'playable') return true;
    const made = isCopied ? copied.map(({ name }) => name) : [];
    const left = whole.video.renditions.filter(({ name }) => !made.includes(name));
    const audio = whole.audio.filter(({ name }) => !made.includes(name));
    const sized = (renditions: typeof left) => ({ ...whole.video, renditions });
    await encoder.encode({ ...whole, video: sized(left.slice(-1)), audio });
    if (until === 'playable') return false;
    await encoder.encode({ ...whole, video: sized(left.slice(0, -1)), audio: [] });
    return isCopied;
  } finally {
    rmSync(outputFolder, { recursive: true });
  }
}
