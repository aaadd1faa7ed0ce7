import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  beginsWithKeyFrame,
  indexEntries,
  jpegSize,
  processesNaming,
  turnedClockwise,
  withoutDuration,
} from './contract-files.ts';
import { chunkContract } from './chunk-suite.ts';
import { copyContract } from './copy-suite.ts';
import type { ClipRequest, EncodedFile, Encoder, EncodePlan, Rendition } from './encoder.ts';
import { oddSourcesContract } from './odd-sources-suite.ts';
import { planEncode } from './plan-encode.ts';
import { refusalContract } from './refusal-suite.ts';
import { storyboardContract } from './storyboard-suite.ts';

const small: Rendition[] = [
  { name: '180p', width: 320, height: 180, maxBitsPerSecond: 400_000 },
  { name: '90p', width: 160, height: 90, maxBitsPerSecond: 200_000 },
];

const clip = { durationSeconds: 9, width: 320, height: 180, framesPerSecond: 15 } as const;
const short = { ...clip, durationSeconds: 1 };

/** What every adapter of the encoder port must do, on real files that it makes itself. */
export function encoderContract(name: string, open: () => Promise<Encoder>): void {
  copyContract(name, open);
  oddSourcesContract(name, open);
  chunkContract(name, open);
  refusalContract(name, open);
  storyboardContract(name, open);
  describe(`the encoder ${name}`, { timeout: 60_000 }, () => {
    let folder: string;
    let encoder: Encoder;
    let count = 0;

    beforeAll(async () => {
      encoder = await open();
      folder = await realpath(await mkdtemp(join(tmpdir(), 'edumaster-encoder-')));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const fresh = async (): Promise<string> => {
      const path = join(folder, `output-${(count += 1)}`);
      await mkdir(path);
      return path;
    };

    const made = async (request: Omit<ClipRequest, 'output'>, file = 'clip'): Promise<string> => {
      const output = join(await fresh(), file);
      await encoder.makeClip({ ...request, output });
      return output;
    };

    const planned = async (input: string, renditions?: Rendition[]): Promise<EncodePlan> => {
      const facts = await encoder.probe(input);
      const outputFolder = await fresh();
      return planEncode({ input, outputFolder, facts, ...(renditions ? { renditions } : {}) });
    };

    test('names its version', async () => {
      expect(await encoder.version()).toMatch(/^\S+$/);
    });

    describe('an MP4 with H.264 and AAC', () => {
      let plan: EncodePlan;
      let files: readonly EncodedFile[];
      const fractions: number[] = [];

      beforeAll(async () => {
        const input = await made({ ...clip, format: 'mp4' }, '-i we%03dird: [name].mp4');
        expect(await encoder.probe(input)).toMatchObject({
          container: 'mov',
          durationSeconds: expect.closeTo(9, 1),
          video: {
            codec: 'h264',
            width: 320,
            height: 180,
            displayWidth: 320,
            displayHeight: 180,
            rotation: 0,
            frameRate: { numerator: 15, denominator: 1 },
            isConstantFrameRate: true,
            pixelFormat: 'yuv420p',
          },
          audio: [{ codec: 'aac', channels: 2, sampleRate: 48_000 }],
        });
        plan = await planned(input, small);
        files = await encoder.encode(plan, {
          onProgress: (fraction) => fractions.push(fraction),
        });
      });

      test('becomes one file a rendition and one of sound', () => {
        expect(files).toMatchObject([
          {
            kind: 'video',
            origin: 'encoded',
            name: '180p',
            width: 320,
            frames: 135,
            frameRate: 15,
          },
          { kind: 'video', name: '90p', width: 160, height: 90, frames: 135, frameRate: 15 },
          { kind: 'audio', codecs: 'mp4a.40.2', channels: 2, sampleRate: 48_000 },
        ]);
        expect(files.slice(0, 2).map(({ codecs }) => codecs)).toEqual([
          expect.stringMatching(/^avc1\.6400[0-9a-f]{2}$/),
          expect.stringMatching(/^avc1\.6400[0-9a-f]{2}$/),
        ]);
      });

      test('segments of four seconds are aligned over the renditions', () => {
        const [top, low, sound] = files.map(({ segments }) =>
          segments.map(({ durationSeconds }) => durationSeconds),
        );
        expect(top).toEqual([4, 4, 1]);
        expect(low).toEqual(top);
        expect(sound?.slice(0, 2)).toEqual([expect.closeTo(4, 1), expect.closeTo(4, 1)]);
      });

      test('the tracks last as long as the source', () => {
        for (const { durationSeconds } of files) expect(durationSeconds).toBeCloseTo(9, 1);
      });

      test('init, index and segments tile the file without a gap', async () => {
        for (const { file, init, index, segments, bytes } of files) {
          const ranges = [init, index, ...segments];
          const ends = ranges.map(({ offset, length }) => offset + length);
          expect(ranges.map(({ offset }) => offset)).toEqual([0, ...ends.slice(0, -1)]);
          expect(ends.at(-1)).toBe(bytes);
          expect((await readFile(join(plan.outputFolder, file))).length).toBe(bytes);
        }
      });

      test('each video segment begins with a key frame', async () => {
        for (const { file, segments } of files.filter(({ kind }) => kind === 'video')) {
          const bytes = await readFile(join(plan.outputFolder, file));
          const begins = segments.map(({ offset, length }) =>
            beginsWithKeyFrame(bytes.subarray(offset, offset + length)),
          );
          expect(begins).toEqual([true, true, true]);
        }
      });

      test('the index tells the length and the duration of each segment', async () => {
        for (const { file, index, segments } of files) {
          const bytes = await readFile(join(plan.outputFolder, file));
          const told = indexEntries(bytes.subarray(index.offset, index.offset + index.length));
          expect(told).toEqual(
            segments.map(({ length, durationSeconds }) => ({
              length,
              durationSeconds: expect.closeTo(durationSeconds, 4),
            })),
          );
        }
      });

      test('key frames can be had alone: one each two seconds', async () => {
        for (const encoded of files) {
          if (encoded.kind === 'audio') continue;
          const { file, init, keyFrames } = encoded;
          const durations = keyFrames.map(({ durationSeconds }) => durationSeconds);
          expect(durations).toEqual([2, 2, 2, 2, 1]);
          const bytes = await readFile(join(plan.outputFolder, file));
          const still = join(folder, `still-${file}`);
          const poster = join(folder, `still-${file}.jpg`);
          // Two will do: each takes two child processes.
          for (const { offset, length } of [keyFrames[1], keyFrames[4]].filter(
            (one) => one !== undefined,
          )) {
            const alone = bytes.subarray(offset, offset + length);
            await writeFile(still, Buffer.concat([bytes.subarray(0, init.length), alone]));
            const facts = await encoder.probe(still);
            await encoder.poster({
              input: still,
              output: poster,
              atSeconds: 0,
              maxWidth: 64,
              facts,
            });
            await rm(poster);
          }
        }
      });

      test('the files are decoded again to the last picture', async () => {
        for (const { file } of files.filter(({ kind }) => kind === 'video')) {
          const again = await planned(join(plan.outputFolder, file), small.slice(1));
          expect(again.audio).toEqual([]);
          expect(await encoder.encode(again)).toMatchObject([{ frames: 135 }]);
        }
      });

      test('rates: a peak not below the average, both as in the file', () => {
        for (const { peakBitsPerSecond, averageBitsPerSecond, bytes, init, index } of files) {
          expect(averageBitsPerSecond).toBeCloseTo(
            ((bytes - init.length - index.length) * 8) / 9,
            -4,
          );
          expect(peakBitsPerSecond).toBeGreaterThanOrEqual(averageBitsPerSecond);
        }
      });

      test('progress rises to 1', () => {
        expect(fractions.length).toBeGreaterThan(0);
        expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
        expect(fractions.filter((fraction) => fraction === 1)).toHaveLength(1);
        expect(fractions.at(-1)).toBe(1);
      });

      test('a second encode replaces the files of the first', async () => {
        expect(await encoder.encode(plan)).toEqual(files);
      });

      test('a poster fits in its width; a time beyond the end gives a picture too', async () => {
        const facts = await encoder.probe(plan.input);
        for (const atSeconds of [0, 4.5, 600]) {
          const output = join(await fresh(), 'poster.jpg');
          await encoder.poster({ input: plan.input, output, atSeconds, maxWidth: 160, facts });
          expect(jpegSize(await readFile(output))).toEqual({ width: 160, height: 90 });
        }
      });
    });

    describe('other sources', () => {
      const encoded = async (
        request: Omit<ClipRequest, 'output'>,
        renditions?: Rendition[],
      ): Promise<{ plan: EncodePlan; files: readonly EncodedFile[] }> => {
        const plan = await planned(await made(request), renditions);
        return { plan, files: await encoder.encode(plan) };
      };

      test('WebM with VP9 and Opus', async () => {
        const { plan, files } = await encoded({ ...clip, format: 'webm' }, small);
        expect(plan.container).toBe('matroska');
        expect(files).toMatchObject([
          { kind: 'video', frames: 135 },
          { kind: 'video', frames: 135 },
          { kind: 'audio', durationSeconds: expect.closeTo(9, 1) },
        ]);
        expect(files[0]?.segments.map(({ durationSeconds }) => durationSeconds)).toEqual([4, 4, 1]);
      });

      test('WebM with VP8 and Vorbis', async () => {
        const { files } = await encoded({ ...short, format: 'webm-vp8' }, small);
        expect(files).toMatchObject([{ frames: 15 }, { frames: 15 }, { kind: 'audio' }]);
      });

      test('WebM without a duration, as browsers record it', async () => {
        const input = await made({ ...clip, durationSeconds: 2, format: 'webm-vp8' });
        await writeFile(input, withoutDuration(await readFile(input)));
        expect((await encoder.probe(input)).durationSeconds).toBeCloseTo(2, 1);
      });

      test('a transport stream, whose times do not begin at 0', async () => {
        const { plan, files } = await encoded({ ...clip, format: 'ts' }, small.slice(1));
        expect(plan.container).toBe('mpegts');
        expect(files).toMatchObject([{ kind: 'video' }, { kind: 'audio' }]);
        for (const { durationSeconds } of files) expect(durationSeconds).toBeCloseTo(9, 0);
      });

      test('a source that changes its size midway goes on to its end, in the first size', async () => {
        const parts = [
          await made({ ...clip, durationSeconds: 3, format: 'ts' }),
          await made({ ...clip, durationSeconds: 3, format: 'ts', width: 160, height: 90 }),
        ];
        const input = join(await fresh(), 'joined.ts');
        await writeFile(
          input,
          Buffer.concat(await Promise.all(parts.map((path) => readFile(path)))),
        );
        const plan = await planned(input, small);
        for (const { durationSeconds } of await encoder.encode(plan)) {
          expect(durationSeconds).toBeCloseTo(6, 0);
        }
      });

      test('a second long, with the ladder of its own size', async () => {
        const { files } = await encoded({ ...short, format: 'mp4' });
        expect(files).toMatchObject([
          { name: '180p', width: 320, height: 180, frames: 15 },
          { kind: 'audio' },
        ]);
        expect(files[0]?.segments).toHaveLength(1);
      });

      test('silent', async () => {
        const { files } = await encoded({ ...short, format: 'mp4', tracks: 'video' });
        expect(files.map(({ kind }) => kind)).toEqual(['video']);
      });

      test('sides of odd length', async () => {
        const { files } = await encoded({ ...short, format: 'webm-vp8', width: 321, height: 181 });
        expect(files[0]).toMatchObject({ width: 322, height: 182 });
      });

      test('irregular frames become regular ones', async () => {
        const request = { ...clip, framesPerSecond: 30, frames: 'irregular' } as const;
        const { plan, files } = await encoded({ ...request, format: 'mp4' }, small);
        const { numerator, denominator } = plan.video.frameRate;
        expect(numerator / denominator).toBeGreaterThanOrEqual(18);
        const [top, low] = files.map(({ segments }) =>
          segments.map(({ durationSeconds }) => durationSeconds),
        );
        expect(top).toEqual([expect.closeTo(4, 1), expect.closeTo(4, 1), expect.closeTo(1, 0)]);
        expect(low).toEqual(top);
      });

      test('turned by its metadata, as phones record', async () => {
        const upright = await made({ ...short, format: 'mp4' });
        const turned = `${upright}-turned`;
        await writeFile(turned, turnedClockwise(await readFile(upright)));
        const { video } = await encoder.probe(turned);
        expect(video).toMatchObject({ rotation: 90, displayWidth: 180, displayHeight: 320 });
        const plan = await planned(turned);
        const files = await encoder.encode(plan);
        expect(files[0]).toMatchObject({ width: 180, height: 320 });
        const result = await encoder.probe(join(plan.outputFolder, files[0]?.file ?? ''));
        expect(result.video).toMatchObject({ rotation: 0, width: 180, height: 320 });
        const output = join(plan.outputFolder, 'poster.jpg');
        const facts = await encoder.probe(turned);
        await encoder.poster({ input: turned, output, atSeconds: 0, maxWidth: 90, facts });
        expect(jpegSize(await readFile(output))).toEqual({ width: 90, height: 160 });
      });
    });

    test('an abort stops the encode and leaves no process', async () => {
      const large = { name: 'large', width: 1920, height: 1080, maxBitsPerSecond: 9_000_000 };
      const plan = await planned(await made({ ...clip, format: 'mp4' }), [
        large,
        { ...large, name: 'large-too' },
      ]);
      const abort = new AbortController();
      const seen: string[] = [];
      const encode = encoder.encode(plan, {
        signal: abort.signal,
        onProgress: () => {
          seen.push(...processesNaming(plan.outputFolder));
          abort.abort(new Error('no longer wanted'));
        },
      });
      await expect(encode).rejects.toThrow('no longer wanted');
      expect(seen).not.toEqual([]);
      await expect.poll(() => processesNaming(plan.outputFolder)).toEqual([]);
      await expect(encoder.probe(plan.input, abort.signal)).rejects.toThrow('no longer wanted');
    });
  });
}
