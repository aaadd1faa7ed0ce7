import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CameraClips {
  readonly folder: string;
  /** H.264 and AAC, as most is uploaded. */
  readonly h264: string;
  /** VP9 and Opus, which has to be encoded. */
  readonly vp9: string;
  remove(): void;
}

const seconds = 4;

/**
 * Real footage, an ocean filmed with a camera, out of the npm package `vide`; it is 720p and is made
 * 1080p here, so that the ladder has four sizes. Fetched at each run, since it is not ours to pass on.
 */
export function fetchCameraClips(): CameraClips {
  const folder = mkdtempSync(join(tmpdir(), 'edumaster-bench-'));
  const packed = execFileSync('npm', ['pack', 'vide@0.5.1', '--silent'], { cwd: folder });
  const unpack = ['-xzf', packed.toString().trim(), 'package/examples/video/ocean.mp4'];
  execFileSync('tar', unpack, { cwd: folder, stdio: 'ignore' });
  const ocean = join(folder, 'package/examples/video/ocean.mp4');
  const drawn = (name: string, codecs: readonly string[]): string => {
    const path = join(folder, name);
    const input = ['-nostdin', '-v', 'error', '-ss', '2', '-t', String(seconds), '-i', ocean];
    const sound = [
      '-f',
      'lavfi',
      '-t',
      String(seconds),
      '-i',
      'sine=frequency=330:sample_rate=48000',
    ];
    const maps = ['-map', '0:v', '-map', '1:a', '-vf', 'scale=1920:1080:flags=lanczos'];
    execFileSync('ffmpeg', [...input, ...sound, ...maps, ...codecs, path]);
    return path;
  };
  return {
    folder,
    h264: drawn('h264.mp4', [
      '-c:v',
      'libx264',
      '-preset',
      'fast',
      '-crf',
      '21',
      '-g',
      '48',
      '-c:a',
      'aac',
    ]),
    vp9: drawn('vp9.webm', [
      ...words('-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '6M'),
      ...words('-c:a', 'libopus'),
    ]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Several arguments on one line. */
function words(...args: readonly string[]): readonly string[] {
  return args;
}
