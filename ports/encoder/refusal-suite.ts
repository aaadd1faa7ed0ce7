import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimingSize } from './contract-files.ts';
import type { ClipRequest, Encoder, EncodePlan } from './encoder.ts';
import { planEncode } from './plan-encode.ts';
import { VideoRefused, type VideoRefusalCode } from './refusals.ts';

const short = { durationSeconds: 1, width: 320, height: 180, framesPerSecond: 15 } as const;

/** What no adapter may hand to a media library, or take from it as a video. */
export function refusalContract(name: string, open: () => Promise<Encoder>): void {
  describe(`${name} refuses`, { timeout: 60_000 }, () => {
    let folder: string;
    let encoder: Encoder;
    let count = 0;

    beforeAll(async () => {
      encoder = await open();
      folder = await realpath(await mkdtemp(join(tmpdir(), 'edumaster-refusals-')));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const fresh = async (): Promise<string> => {
      const path = join(folder, `output-${(count += 1)}`);
      await mkdir(path);
      return path;
    };

    const made = async (request: Omit<ClipRequest, 'output'>): Promise<string> => {
      const output = join(await fresh(), 'clip');
      await encoder.makeClip({ ...request, output });
      return output;
    };

    const planned = async (input: string): Promise<EncodePlan> => {
      const facts = await encoder.probe(input);
      return planEncode({ input, outputFolder: await fresh(), facts });
    };

    const refused = async (input: string, code: VideoRefusalCode): Promise<void> => {
      const error = await encoder.probe(input).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(VideoRefused);
      expect(error).toMatchObject({ code });
    };
    const written = async (content: string | Buffer): Promise<string> => {
      const path = join(await fresh(), 'upload.mp4');
      await writeFile(path, content);
      return path;
    };

    test('an empty file', async () => refused(await written(''), 'empty'));

    test('a text', async () => refused(await written('Dear students,\n'), 'not_a_video'));

    test('a playlist with the name of a video', async () => {
      const playlist = '#EXTM3U\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n';
      await refused(await written(playlist), 'playlist');
    });

    test('a picture', async () => {
      await refused(await written(Buffer.from('89504e470d0a1a0a', 'hex')), 'picture');
    });

    test('a video that was cut off', async () => {
      const whole = await readFile(await made({ ...short, format: 'webm' }));
      await refused(await written(whole.subarray(0, 100)), 'unreadable');
      await refused(await written(Buffer.from('0000001866747970697036f6d', 'hex')), 'unreadable');
    });

    test('a picture of too many pixels', async () => {
      const square = await made({ ...short, width: 320, height: 320, format: 'webm-vp8' });
      await refused(await written(claimingSize(await readFile(square), 16_000)), 'too_large');
    });

    test('sound without a picture, once it is to be encoded', async () => {
      const input = await made({ ...short, format: 'mp4', tracks: 'audio' });
      expect(await encoder.probe(input)).toMatchObject({ video: null, audio: [{}] });
      await expect(planned(input)).rejects.toMatchObject({ code: 'sound_only' });
    });

    test('to encode what has been exchanged since the probe', async () => {
      const plan = await planned(await made({ ...short, format: 'mp4' }));
      await copyFile(await written('#EXTM3U\n'), plan.input);
      await expect(encoder.encode(plan)).rejects.toMatchObject({ code: 'playlist' });
    });
  });
}
