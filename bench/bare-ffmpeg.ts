import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const sizes = [
  { height: 1080, kilobits: 5000 },
  { height: 720, kilobits: 2800 },
  { height: 480, kilobits: 1400 },
  { height: 360, kilobits: 800 },
];

const x264 = (kilobits: number): string[] => [
  ...words('-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-g', '48', '-keyint_min', '48'),
  ...words('-sc_threshold', '0', '-maxrate', `${kilobits}k`, '-bufsize', `${kilobits * 2}k`),
];
const aac = ['-c:a', 'aac', '-b:a', '128k'];
const fragmented = ['-movflags', '+empty_moov+default_base_moof+frag_keyframe', '-f', 'mp4'];

interface Source {
  readonly input: string;
  readonly folder: string;
}

/** One process, one decode, each size scaled from the source: what a good engineer writes down first. */
export function splitLadder({ input, folder }: Source): void {
  inFolder(folder, (output) => {
    const outputs = sizes.map((_, index) => `[v${index}]`);
    const scaled = sizes.map(({ height }, index) => `[v${index}]scale=-2:${height}[s${index}]`);
    const graph = [`[0:v]split=${sizes.length}${outputs.join('')}`, ...scaled].join(';');
    ffmpeg([
      ...words('-i', input, '-filter_complex', graph),
      ...sizes.flatMap(({ height, kilobits }, index) => [
        ...words(
          '-map',
          `[s${index}]`,
          ...x264(kilobits),
          ...fragmented,
          join(output, `${height}.mp4`),
        ),
      ]),
      ...words('-map', '0:a', ...aac, ...fragmented, join(output, 'audio.mp4')),
    ]);
  });
}

/** One process a size, the largest first, the sound in each: the shape of PeerTube. */
export function perRendition({ input, folder }: Source): void {
  inFolder(folder, (output) => {
    for (const { height, kilobits } of sizes) {
      const scale = ['-vf', `scale=-2:${height}`];
      ffmpeg([
        '-i',
        input,
        ...scale,
        ...x264(kilobits),
        ...aac,
        ...fragmented,
        join(output, `${height}.mp4`),
      ]);
    }
  });
}

/** The least that anybody can do: other boxes around the same bytes. */
export function remux({ input, folder }: Source): void {
  inFolder(folder, (output) => {
    ffmpeg(['-i', input, '-c', 'copy', ...fragmented, join(output, 'remuxed.mp4')]);
  });
}

function inFolder(folder: string, use: (output: string) => void): void {
  const output = mkdtempSync(join(folder, 'bare-'));
  try {
    use(output);
  } finally {
    rmSync(output, { recursive: true });
  }
}

function ffmpeg(args: readonly string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
  if (status !== 0) throw new Error(`ffmpeg ended with ${status}: ${stderr.toString()}`);
}

/** Several arguments on one line. */
function words(...args: readonly string[]): readonly string[] {
  return args;
}
