// Bar 6a: CPU of the whole ladder from an upload, probe and sandbox included, against one bare ffmpeg
// that decodes once and scales each size from the source; the shape of PeerTube for comparison.
import { perRendition, splitLadder } from './bare-ffmpeg.ts';
import { fetchCameraClips } from './camera-clips.ts';
import { cpuMilliseconds } from './cpu-time.ts';
import { list, median } from './median.ts';
import { encodeAsUploaded, openEncoder } from './our-encode.ts';

const rounds = 5;

async function cpuOf(work: () => unknown): Promise<number> {
  const before = cpuMilliseconds(process.pid);
  await work();
  return cpuMilliseconds(process.pid) - before;
}

const clips = fetchCameraClips();
try {
  const encoder = await openEncoder();
  const { folder } = clips;
  for (const [name, input] of [
    ['VP9, all of it encoded', clips.vp9],
    ['H.264, the largest size copied', clips.h264],
  ] as const) {
    const split: number[] = [];
    const apart: number[] = [];
    const ours: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      split.push(await cpuOf(() => splitLadder({ input, folder })));
      ours.push(await cpuOf(() => encodeAsUploaded(encoder, { input, folder, until: 'ready' })));
      apart.push(await cpuOf(() => perRendition({ input, folder })));
    }
    console.log(`${name}, CPU ms of each round`);
    console.log(`  one bare ffmpeg, split:      ${list(split)}`);
    console.log(`  one process a size:          ${list(apart)}`);
    console.log(`  ours, until ready:           ${list(ours)}`);
    const against = (other: number[]) => (median(ours) / median(other)).toFixed(2);
    console.log(
      `6a ratio ${against(split)} (bar: at most 1.05); to one process a size ${against(apart)}`,
    );
  }
} finally {
  clips.remove();
}
