// Bar 6b: from an upload to something that plays, by the clock: against a bare remux where the source
// is H.264 and AAC, and otherwise against one ffmpeg process a size, after which PeerTube publishes.
import { perRendition, remux } from './bare-ffmpeg.ts';
import { fetchCameraClips } from './camera-clips.ts';
import { list, median } from './median.ts';
import { encodeAsUploaded, openEncoder } from './our-encode.ts';

const rounds = 5;

async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const clips = fetchCameraClips();
try {
  const encoder = await openEncoder();
  const { folder } = clips;
  const until = 'playable';
  const remuxed: number[] = [];
  const copied: number[] = [];
  const apart: number[] = [];
  const encoded: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const [h264, vp9] = [
      { input: clips.h264, folder },
      { input: clips.vp9, folder },
    ];
    remuxed.push(await secondsOf(() => remux(h264)));
    copied.push(await secondsOf(() => encodeAsUploaded(encoder, { ...h264, until })));
    apart.push(await secondsOf(() => perRendition(vp9)));
    encoded.push(await secondsOf(() => encodeAsUploaded(encoder, { ...vp9, until })));
  }
  console.log(`a bare remux:             ${list(remuxed, 2)} s`);
  console.log(`ours, of H.264 and AAC:   ${list(copied, 2)} s`);
  console.log(`one process a size:       ${list(apart, 2)} s`);
  console.log(`ours, of VP9:             ${list(encoded, 2)} s`);
  const allowed = 2 * median(remuxed) + 0.5;
  console.log(`6b ${median(copied).toFixed(2)} s (bar: at most ${allowed.toFixed(2)})`);
  console.log(`6b ratio 1/${(median(apart) / median(encoded)).toFixed(1)} (bar: at most 1/10)`);
} finally {
  clips.remove();
}
