import { copyFile, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ClipRequest,
  EncodedFile,
  EncodedVideo,
  Encoder,
  EncodePlan,
  MediaFacts,
  Rendition,
} from './encoder.ts';
import { planEncode } from './plan-encode.ts';

const tiny: Rendition[] = [
  { name: '90p', width: 160, height: 90, maxBitsPerSecond: 200_000 },
  { name: '45p', width: 80, height: 44, maxBitsPerSecond: 100_000 },
];

const clip = { durationSeconds: 3, width: 160, height: 90, framesPerSecond: 15 } as const;

interface Encoded {
  readonly facts: MediaFacts;
  readonly plan: EncodePlan;
  readonly files: readonly EncodedFile[];
  readonly top: EncodedVideo;
  /** What a probe says of the largest size. */
  readonly result: MediaFacts;
}

/** What cameras, phones, broadcasters and screen recorders hand in, and what must become of it. */
export function oddSourcesContract(name: string, open: () => Promise<Encoder>): void {
  describe(`odd sources by ${name}`, { timeout: 60_000 }, () => {
    let folder: string;
    let encoder: Encoder;
    let count = 0;

    beforeAll(async () => {
      encoder = await open();
      folder = await realpath(await mkdtemp(join(tmpdir(), 'edumaster-odd-')));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const fresh = async (): Promise<string> => {
      const path = join(folder, `output-${(count += 1)}`);
      await mkdir(path);
      return path;
    };

    const encodedFrom = async (input: string, renditions?: Rendition[]): Promise<Encoded> => {
      const facts = await encoder.probe(input);
      const outputFolder = await fresh();
      const plan = planEncode({ input, outputFolder, facts, ...(renditions && { renditions }) });
      const files = await encoder.encode(plan);
      const top = files.find((file) => file.kind === 'video');
      if (!top) throw new Error('no pictures came out');
      const result = await encoder.probe(join(outputFolder, top.file));
      return { facts, plan, files, top, result };
    };

    const encoded = async (
      request: Omit<ClipRequest, 'output'>,
      renditions?: Rendition[],
    ): Promise<Encoded> => {
      const output = join(await fresh(), 'clip');
      await encoder.makeClip({ ...request, output });
      return encodedFrom(output, renditions);
    };

    /** What every player decodes, from 0 on, all tracks equally long. */
    const expectPlain = async ({ plan, files, result }: Encoded, seconds: number) => {
      expect(result.video).toMatchObject({
        codec: 'h264',
        pixelFormat: 'yuv420p',
        rotation: 0,
        hasSquarePixels: true,
        isInterlaced: false,
        dynamicRange: 'standard',
      });
      for (const { file, kind, durationSeconds } of files) {
        expect(Math.abs(durationSeconds - seconds), `${file} lasts`).toBeLessThan(0.15);
        const { video, audio } = await encoder.probe(join(plan.outputFolder, file));
        const track = kind === 'video' ? video : audio[0];
        expect(track?.timing.startSeconds, `${file} begins`).toBeCloseTo(0, 3);
      }
    };

    test.each(['mov', 'mkv', 'ts', 'avi'] as const)('%s', async (format) => {
      const made = await encoded({ ...clip, format }, tiny);
      const container = { mov: 'mov', mkv: 'matroska', ts: 'mpegts', avi: 'avi' }[format];
      expect(made.facts.container).toBe(container);
      expect(made.files.map(({ name: quality }) => quality)).toEqual(['90p', '45p', 'audio']);
      // AVI and transport streams do not say when the last picture ends.
      expect(Math.abs(made.top.frames - 45)).toBeLessThanOrEqual(format === 'ts' ? 1 : 0);
      await expectPlain(made, 3);
    });

    test('an MP4 whose index is at its end', async () => {
      const made = await encoded({ ...clip, format: 'mp4', index: 'end' }, tiny);
      expect(made.top.frames).toBe(45);
      await expectPlain(made, 3);
    });

    test('portrait', async () => {
      const made = await encoded({
        ...clip,
        format: 'mp4',
        durationSeconds: 1,
        width: 480,
        height: 854,
      });
      expect(made.files).toMatchObject([
        { name: '480p', width: 480, height: 854 },
        { name: '360p', width: 360, height: 640 },
        { kind: 'audio' },
      ]);
      await expectPlain(made, 1);
    });

    test('10 bits become 8', async () => {
      const made = await encoded({ ...clip, format: 'mp4', picture: { bits: 10 } }, tiny);
      expect(made.facts.video).toMatchObject({ pixelFormat: 'yuv420p10le', profile: 'High 10' });
      await expectPlain(made, 3);
    });

    test.each(['pq', 'hlg'] as const)('high range (%s) becomes standard', async (dynamicRange) => {
      const made = await encoded({ ...clip, format: 'mp4', picture: { dynamicRange } }, tiny);
      expect(made.facts.video).toMatchObject({ dynamicRange, colourMatrix: 'bt2020nc' });
      expect(made.result.video?.colourMatrix).toBe('bt709');
      await expectPlain(made, 3);
    });

    test('pixels that are no squares', async () => {
      const pixelAspect = { numerator: 4, denominator: 3 };
      const made = await encoded({ ...clip, format: 'mp4', width: 120, picture: { pixelAspect } });
      expect(made.facts.video).toMatchObject({ hasSquarePixels: false, displayWidth: 160 });
      expect(made.top).toMatchObject({ width: 160, height: 90 });
      await expectPlain(made, 3);
    });

    test('interlaced pictures are woven', async () => {
      const picture = { isInterlaced: true };
      const made = await encoded({
        ...clip,
        format: 'mp4',
        height: 96,
        framesPerSecond: 25,
        picture,
      });
      expect(made.facts.video?.isInterlaced).toBe(true);
      expect(made.top).toMatchObject({ frames: 75, frameRate: 25 });
      await expectPlain(made, 3);
    });

    test.each([
      { numerator: 24_000, denominator: 1001, frames: 72, group: 48 },
      { numerator: 60, denominator: 1, frames: 180, group: 120 },
    ])('$numerator/$denominator pictures a second', async ({ frames, group, ...rate }) => {
      const made = await encoded({ ...clip, format: 'mp4', framesPerSecond: rate }, tiny);
      expect(made.plan.video).toMatchObject({ frameRate: rate, groupFrames: group });
      expect(made.top.frames).toBe(frames);
      await expectPlain(made, (frames * rate.denominator) / rate.numerator);
    });

    test('hours of one picture a second', async () => {
      const long = { durationSeconds: 2 * 60 * 60, width: 32, height: 18, framesPerSecond: 1 };
      const made = await encoded({ ...long, format: 'mp4', tracks: 'video' });
      expect(made.top).toMatchObject({ frames: 7200, frameRate: 1 });
      expect(made.top.segments).toHaveLength(1800);
      await expectPlain(made, 7200);
    });

    test('five sounds: all are kept, with their languages, the first to be played', async () => {
      const languages = ['eng', 'deu', 'fra', 'spa', 'jpn'];
      const sounds = languages.map((language) => ({ channels: 2, language }) as const);
      const made = await encoded({ ...clip, format: 'mkv', sounds }, tiny.slice(1));
      const heard = made.files.filter((file) => file.kind === 'audio');
      expect(heard.map(({ name: quality }) => quality)).toEqual([
        'audio',
        'audio-2',
        'audio-3',
        'audio-4',
        'audio-5',
      ]);
      expect(heard.map(({ language }) => language)).toEqual(languages);
      await expectPlain(made, 3);
    });

    test.each([
      { channels: 1, becomes: 1 },
      { channels: 2, becomes: 2 },
      { channels: 6, becomes: 2 },
    ] as const)('$channels channels of sound become $becomes', async ({ channels, becomes }) => {
      const made = await encoded({ ...clip, format: 'mp4', sounds: [{ channels }] }, tiny);
      expect(made.facts.audio[0]?.channels).toBe(channels);
      const [sound] = made.files.filter((file) => file.kind === 'audio');
      expect(sound).toMatchObject({ channels: becomes, codecs: 'mp4a.40.2', sampleRate: 48_000 });
      // What sounds in the middle is not lost: silence takes some 2 kbit/s.
      expect(sound?.averageBitsPerSecond).toBeGreaterThan(20_000);
      await expectPlain(made, 3);
    });

    test('a file whose name says something else', async () => {
      const output = join(await fresh(), 'clip.mp4');
      await encoder.makeClip({ ...clip, format: 'mkv', output });
      const renamed = join(await fresh(), 'lecture.avi');
      await copyFile(output, renamed);
      const made = await encodedFrom(renamed, tiny);
      expect(made.facts.container).toBe('matroska');
      await expectPlain(made, 3);
    });
  });
}
