import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Encoder } from './encoder.ts';
import { planEncode } from './plan-encode.ts';
import { planStoryboard } from './plan-storyboard.ts';

const clip = { format: 'mp4', width: 320, height: 180, framesPerSecond: 15 } as const;
const small = [{ name: '90p', width: 160, height: 90, maxBitsPerSecond: 200_000 }];

/** What every adapter makes of a rendition for those who wind. */
export function storyboardContract(name: string, open: () => Promise<Encoder>): void {
  describe(`the storyboards of ${name}`, { timeout: 60_000 }, () => {
    let folder: string;
    let encoder: Encoder;
    let count = 0;

    beforeAll(async () => {
      encoder = await open();
      folder = await realpath(await mkdtemp(join(tmpdir(), 'edumaster-storyboard-')));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const fresh = async (): Promise<string> => {
      const path = join(folder, `output-${(count += 1)}`);
      await mkdir(path);
      return path;
    };

    async function rendition(durationSeconds: number, frameRate: number) {
      const input = join(await fresh(), 'clip.mp4');
      await encoder.makeClip({
        ...clip,
        durationSeconds,
        framesPerSecond: frameRate,
        output: input,
      });
      const outputFolder = await fresh();
      const facts = await encoder.probe(input);
      const files = await encoder.encode(
        planEncode({ input, outputFolder, facts, renditions: small }),
      );
      const track = files.find((file) => file.kind === 'video');
      if (!track) throw new Error('the clip has no picture');
      return { path: join(outputFolder, track.file), track };
    }

    test('each tile shows its moment', async () => {
      // A white bar at the foot grows from left to right as the clip goes on.
      const { path, track } = await rendition(12, 15);
      const plan = planStoryboard({ input: path, outputFolder: await fresh(), track });
      await encoder.storyboard(plan);
      expect(await readdir(plan.outputFolder)).toEqual(['storyboard-1.jpg']);
      const { width, height, grey } = await readGrey(join(plan.outputFolder, 'storyboard-1.jpg'));
      expect({ width, height }).toEqual({ width: 6 * 160, height: 90 });
      const barOf = (tile: number) => {
        const row = grey.subarray((height - 2) * width + tile * 160).subarray(0, 160);
        return row.filter((light) => light > 200).length;
      };
      for (const tile of [0, 1, 2, 3, 4, 5]) {
        expect(Math.abs(barOf(tile) - (160 * tile * 2) / 12)).toBeLessThanOrEqual(6);
      }
    });

    test('there are as many sheets as planned, also when pictures are fewer than tiles', async () => {
      const { path, track } = await rendition(3, 24);
      const { storyboard, ...plan } = planStoryboard({
        input: path,
        outputFolder: await fresh(),
        track,
      });
      // As for a source with key frames far apart.
      const dense = { ...storyboard, intervalSeconds: 1, tiles: 5, columns: 2, rows: 1 };
      await encoder.storyboard({ ...plan, storyboard: dense });
      expect(await readdir(plan.outputFolder)).toEqual([1, 2, 3].map((n) => `storyboard-${n}.jpg`));
      for (const sheet of await readdir(plan.outputFolder)) {
        const { width, height } = await readGrey(join(plan.outputFolder, sheet));
        expect({ width, height }).toEqual({ width: 320, height: 90 });
      }
    });

    test('what is no video is refused', async () => {
      const track = { width: 160, height: 90, durationSeconds: 3 };
      const input = import.meta.filename;
      const plan = planStoryboard({ input, outputFolder: await fresh(), track });
      await expect(encoder.storyboard(plan)).rejects.toThrow();
      expect(await readdir(plan.outputFolder)).toEqual([]);
    });
  });
}

const run = promisify(execFile);

/** The brightness of each pixel, as another program sees it. */
async function readGrey(path: string) {
  const size = ['-v', 'error', '-of', 'csv=p=0', '-show_entries', 'stream=width,height', path];
  const { stdout } = await run('ffprobe', size);
  const [width = 0, height = 0] = stdout.trim().split(',').map(Number);
  const raw = ['-v', 'error', '-i', path, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  const { stdout: grey } = await run('ffmpeg', raw, { encoding: 'buffer', maxBuffer: 2 ** 26 });
  return { width, height, grey };
}
