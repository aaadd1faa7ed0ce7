import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Clip {
  readonly seconds: number;
  readonly size: string;
}

/** A video of H.264 and AAC, drawn by the installed ffmpeg. */
export async function drawClip(path: string, { seconds, size }: Clip): Promise<void> {
  const picture = ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=30`];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=330'];
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'];
  const output = ['-t', String(seconds), '-pix_fmt', 'yuv420p', ...codecs, path];
  await run('ffmpeg', ['-nostdin', '-v', 'error', ...picture, ...sound, ...output]);
}
