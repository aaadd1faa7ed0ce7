import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chunksOf } from './chunks.ts';
import type { ClipRequest, EncodedFile, Encoder, EncodePlan, Rendition } from './encoder.ts';
import { joinChunks } from './join-chunks.ts';
import { planEncode } from './plan-encode.ts';

const renditions: Rendition[] = [
  { name: '180p', width: 320, height: 180, maxBitsPerSecond: 400_000 },
  { name: '90p', width: 160, height: 90, maxBitsPerSecond: 200_000 },
];

const clip = { durationSeconds: 25, width: 320, height: 180, framesPerSecond: 15 } as const;

/** Chunks, joined, must be what one encode makes: picture for picture, segment for segment. */
export function chunkContract(name: string, open: () => Promise<Encoder>): void {
  describe(`chunks by ${name}`, { timeout: 60_000 }, () => {
    let folder: string;
    let encoder: Encoder;
    let count = 0;

    beforeAll(async () => {
      encoder = await open();
      folder = await realpath(await mkdtemp(join(tmpdir(), 'edumaster-chunks-')));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const fresh = async (): Promise<string> => {
      const path = join(folder, `output-${(count += 1)}`);
      await mkdir(path);
      return path;
    };

    /** Each chunk in a folder of its own, as different machines would leave them. */
    const inChunks = async (plan: EncodePlan, seconds: number) => {
      const chunks = chunksOf(plan, seconds);
      const folders: string[] = [];
      for (const chunk of chunks) {
        const outputFolder = await fresh();
        await encoder.encode({ ...plan, audio: [], outputFolder, chunk });
        folders.push(outputFolder);
      }
      return { chunks, folders };
    };

    const joined = async (
      request: Omit<ClipRequest, 'output'>,
    ): Promise<{ whole: readonly EncodedFile[]; parts: EncodedFile[]; plan: EncodePlan }> => {
      const input = join(await fresh(), 'clip');
      await encoder.makeClip({ ...request, output: input });
      const facts = await encoder.probe(input);
      const planned = planEncode({ input, outputFolder: await fresh(), facts, renditions });
      const whole = await encoder.encode({ ...planned, audio: [] });
      const { chunks, folders } = await inChunks(planned, 8);
      const outputFolder = await fresh();
      const plan = { ...planned, outputFolder };
      const parts: EncodedFile[] = [];
      for (const rendition of renditions) {
        const files = folders.map((path) => join(path, `${rendition.name}.mp4`));
        parts.push(await joinChunks({ plan, rendition, chunks, files }));
      }
      return { whole, parts, plan };
    };

    test.each<[string, Omit<ClipRequest, 'output'>]>([
      ['an MP4', { ...clip, format: 'mp4' }],
      ['an MP4 without sound', { ...clip, format: 'mp4', tracks: 'video' }],
      ['few key frames', { ...clip, format: 'mp4', picture: { groupFrames: 300 } }],
      [
        '23.976 pictures a second',
        { ...clip, format: 'mp4', framesPerSecond: { numerator: 24_000, denominator: 1001 } },
      ],
      ['irregular frames', { ...clip, format: 'mkv', frames: 'irregular' }],
      ['a transport stream', { ...clip, format: 'ts' }],
      ['AVI', { ...clip, format: 'avi' }],
      ['WebM', { ...clip, format: 'webm-vp8' }],
    ])('%s', async (_, request) => {
      const { whole, parts, plan } = await joined(request);
      for (const [index, part] of parts.entries()) {
        const one = whole[index];
        if (part.kind !== 'video' || one?.kind !== 'video') throw new Error('no pictures');
        expect(part).toMatchObject({
          name: one.name,
          frames: one.frames,
          codecs: one.codecs,
          width: one.width,
          height: one.height,
        });
        expect(part.segments.map(({ durationSeconds }) => durationSeconds.toFixed(3))).toEqual(
          one.segments.map(({ durationSeconds }) => durationSeconds.toFixed(3)),
        );
        const again = await encoder.probe(join(plan.outputFolder, part.file));
        expect(again.video?.timing.startSeconds).toBeCloseTo(0, 3);
        expect(again.durationSeconds).toBeCloseTo(one.durationSeconds, 1);
      }
    });

    test('a chunk with a picture too few is refused', async () => {
      const input = join(await fresh(), 'clip');
      await encoder.makeClip({ ...clip, format: 'mp4', output: input });
      const facts = await encoder.probe(input);
      const plan = planEncode({ input, outputFolder: await fresh(), facts, renditions });
      const { chunks, folders } = await inChunks(plan, 8);
      const [first, ...rest] = chunks;
      if (!first || !renditions[0]) throw new Error('no chunks');
      const wrong = [{ ...first, frames: (first.frames ?? 0) + 1 }, ...rest];
      const files = folders.map((path) => join(path, '180p.mp4'));
      const join1 = joinChunks({ plan, rendition: renditions[0], chunks: wrong, files });
      await expect(join1).rejects.toThrow(/chunk 1 .* pictures/);
    });
  });
}
