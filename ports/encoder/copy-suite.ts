import { mkdir, mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginsWithKeyFrame } from './contract-files.ts';
import type { ClipRequest, CopyPlan, EncodedFile, Encoder, MediaFacts } from './encoder.ts';
import { judgeCopy, planCopy } from './plan-copy.ts';

const clip = { durationSeconds: 9, width: 320, height: 180, framesPerSecond: 15 } as const;

/** What must become of sources whose pictures are fit to be sent as they are, and of others. */
export function copyContract(name: string, open: () => Promise<Encoder>): void {
  describe(`copying by ${name}`, { timeout: 60_000 }, () => {
    let folder: string;
    let encoder: Encoder;
    let count = 0;

    beforeAll(async () => {
      encoder = await open();
      folder = await realpath(await mkdtemp(join(tmpdir(), 'edumaster-copy-')));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const planned = async (
      request: Partial<ClipRequest> & Pick<ClipRequest, 'format'>,
    ): Promise<{ facts: MediaFacts; plan: CopyPlan | null }> => {
      const outputFolder = join(folder, `output-${(count += 1)}`);
      await mkdir(outputFolder);
      const input = join(outputFolder, 'source');
      await encoder.makeClip({ ...clip, ...request, output: input });
      const facts = await encoder.probe(input);
      const { size: sourceBytes } = await stat(input);
      return { facts, plan: planCopy({ input, outputFolder, facts, sourceBytes }) };
    };

    const copied = async (
      request: Partial<ClipRequest> & Pick<ClipRequest, 'format'>,
    ): Promise<{ files: readonly EncodedFile[]; plan: CopyPlan; verdict: string | undefined }> => {
      const { facts, plan } = await planned(request);
      if (!plan) throw new Error('it was not planned to be copied');
      const files = await encoder.copy(plan);
      return { files, plan, verdict: judgeCopy(plan, facts, files) };
    };

    test.each(['mp4', 'mov', 'mkv'] as const)('%s with H.264 and AAC', async (format) => {
      const fractions: number[] = [];
      const { facts, plan } = await planned({ format, picture: { groupFrames: 30 } });
      if (!plan) throw new Error('it was not planned to be copied');
      const files = await encoder.copy(plan, { onProgress: (done) => fractions.push(done) });
      expect(judgeCopy(plan, facts, files)).toBeUndefined();
      expect(files).toMatchObject([
        {
          kind: 'video',
          name: '180p',
          origin: 'copied',
          frames: 135,
          // Matroska counts in milliseconds.
          frameRate: expect.closeTo(15, 1),
        },
        { kind: 'audio', name: 'audio', origin: 'copied', channels: 2, codecs: 'mp4a.40.2' },
      ]);
      const [video] = files;
      const lengths = video?.segments.map(({ durationSeconds }) =>
        Number(durationSeconds.toFixed(2)),
      );
      expect(lengths).toEqual([4, 4, 1]);
      for (const { durationSeconds } of files) expect(durationSeconds).toBeCloseTo(9, 1);
      expect(fractions.at(-1)).toBe(1);
      const bytes = await readFile(join(plan.outputFolder, video?.file ?? ''));
      for (const { offset, length } of video?.segments ?? []) {
        expect(beginsWithKeyFrame(bytes.subarray(offset, offset + length))).toBe(true);
      }
    });

    test('the copy shows the same pictures, from 0 on', async () => {
      const { files, plan } = await copied({ format: 'mp4' });
      for (const { file, kind } of files) {
        const { video, audio } = await encoder.probe(join(plan.outputFolder, file));
        const track = kind === 'video' ? video : audio[0];
        expect(track?.timing.startSeconds).toBeCloseTo(0, 3);
        if (video) expect(video).toMatchObject({ codec: 'h264', width: 320, height: 180 });
      }
    });

    test('irregular frames stay as they are', async () => {
      const { files, verdict } = await copied({ format: 'mp4', frames: 'irregular' });
      expect(verdict).toBeUndefined();
      expect(files[0]?.durationSeconds).toBeCloseTo(9, 0);
    });

    test('sound in six channels is left to be encoded', async () => {
      const { files, verdict } = await copied({ format: 'mp4', sounds: [{ channels: 6 }] });
      expect(verdict).toBeUndefined();
      expect(files.map(({ kind }) => kind)).toEqual(['video']);
    });

    test.each<[string, Partial<ClipRequest> & Pick<ClipRequest, 'format'>]>([
      ['another codec', { format: 'webm-vp8' }],
      ['a transport stream', { format: 'ts' }],
      ['10 bits', { format: 'mp4', picture: { bits: 10 } }],
      ['interlaced pictures', { format: 'mp4', picture: { isInterlaced: true } }],
      [
        'pixels that are no squares',
        { format: 'mp4', picture: { pixelAspect: { numerator: 4, denominator: 3 } } },
      ],
    ])('%s is not planned to be copied', async (_, request) => {
      expect((await planned({ ...request, durationSeconds: 1 })).plan).toBeNull();
    });

    test('an absurd rate is not planned to be copied', async () => {
      const { plan, facts } = await planned({ format: 'mp4', durationSeconds: 1 });
      if (!plan) throw new Error('it was not planned to be copied');
      expect(planCopy({ ...plan, facts, sourceBytes: 10_000_000 })).toBeNull();
    });

    test('key frames that are too far apart are not offered', async () => {
      const picture = { groupFrames: 600 };
      const { verdict } = await copied({ format: 'mp4', durationSeconds: 20, picture });
      expect(verdict).toMatch(/key frames are 20/);
    });

    test('pictures that refer beyond a key frame are not offered', async () => {
      const picture = { groupFrames: 30, hasOpenGroups: true };
      const { verdict } = await copied({ format: 'mkv', picture });
      expect(verdict).toMatch(/beyond a key frame/);
    });
  });
}
