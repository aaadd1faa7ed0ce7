// Memory at the peak, PSS of all processes together: of the encode of a whole ladder, against one bare
// ffmpeg that makes the same sizes; and of the server while 200 viewers fetch signed segments at once,
// against itself before.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createHmac, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@edumaster/kernel';
import { type CameraClips, fetchCameraClips } from './camera-clips.ts';
import { untilQuiet } from './cpu-time.ts';
import { list, median } from './median.ts';
import { peakMegabytes, without } from './peak-memory.ts';
import { fetchRanges } from './range-requests.ts';
import { startInstallation } from './started-installation.ts';
import { storeVideo } from './stored-video.ts';

const rounds = 3;
const viewers = 200;
const requests = 4_000;
const megabyte = 1024 ** 2;

/** Another program of this folder, whose memory is its own. */
async function peakOf(script: string, { vp9, folder }: CameraClips): Promise<number> {
  const path = join(import.meta.dirname, 'peers', script);
  const child = spawn(process.execPath, [path, vp9, folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const peak = await peakMegabytes(child.pid ?? 0, ended);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return peak;
}

async function encodes(): Promise<void> {
  const bare: number[] = [];
  const ours: number[] = [];
  const clips = fetchCameraClips();
  try {
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await peakOf('encode-bare.ts', clips));
      ours.push(await peakOf('encode-ours.ts', clips));
    }
  } finally {
    clips.remove();
  }
  console.log(`encode, one bare ffmpeg:    ${list(bare)} MB`);
  console.log(`encode, ours until ready:   ${list(ours)} MB`);
  const ratio = median(ours) / median(bare);
  console.log(`3e encode ${median(ours).toFixed(0)} MB, ${ratio.toFixed(2)}x one bare ffmpeg`);
}

async function views(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edumaster-bench-'));
  // The account that runs Postgres must pass, or the database would lie elsewhere and stay.
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  const key = randomBytes(24).toString('hex');
  const installation = await startInstallation(dataDir, { EDUMASTER_DELIVERY_KEY: key });
  try {
    const pid = installation.child.pid ?? 0;
    const asset = newId();
    const size = 200 * megabyte;
    storeVideo(dataDir, { asset, size });
    await untilQuiet(pid);
    const expiry = String(Math.floor(Date.now() / 1000) + 3_600);
    const mac = createHmac('sha256', key).update(`${expiry}\n${asset}`).digest('base64url');
    const url = `${installation.url}/v/${mac}.${expiry}/${asset}/720p.mp4`;
    const program = without(/postgres/);
    const idle = await peakMegabytes(pid, Promise.resolve(), program);
    const busy: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const watching = fetchRanges({
        url,
        count: requests,
        size,
        length: megabyte,
        connections: viewers,
      });
      busy.push(await peakMegabytes(pid, watching, program));
    }
    console.log(`server, idle:               ${idle.toFixed(0)} MB, Postgres apart`);
    console.log(`server, 200 viewers:        ${list(busy)} MB`);
    const more = ((median(busy) - idle) / viewers).toFixed(2);
    console.log(`3e viewers ${median(busy).toFixed(0)} MB, ${more} MB more than idle for each`);
  } finally {
    await installation.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await encodes();
await views();
