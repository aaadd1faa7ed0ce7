import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Real videos, drawn by the installed ffmpeg (which `npm test` makes sure of). */
export interface TestClips {
  /** H.264 and AAC. */
  readonly mp4: string;
  /** VP8 and Vorbis. */
  readonly webm: string;
  readonly text: string;
  /** An HLS playlist that calls itself a video and points at a file of the machine. */
  readonly playlist: string;
}

export interface ClipSize {
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
}

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'];

function drawn({ seconds, width, height }: ClipSize): readonly string[] {
  const picture = `testsrc2=size=${width}x${height}:rate=30`;
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine=frequency=330'];
  return [...inputs, '-t', String(seconds), '-pix_fmt', 'yuv420p'];
}

/** H.264 and AAC only, which takes a tenth of the time. */
export async function makeTestClip({ seconds, width, height }: ClipSize): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'edumaster-clip-'));
  const path = join(folder, 'lecture.mp4');
  await run('ffmpeg', ['-v', 'error', ...drawn({ seconds, width, height }), ...h264, path]);
  return path;
}

export async function makeTestClips(
  size: ClipSize = { seconds: 12, width: 640, height: 360 },
): Promise<TestClips> {
  const folder = await mkdtemp(join(tmpdir(), 'edumaster-clips-'));
  const source = drawn(size);
  const clips = {
    mp4: join(folder, 'lecture.mp4'),
    webm: join(folder, 'lecture.webm'),
    text: join(folder, 'notes.mp4'),
    playlist: join(folder, 'playlist.mp4'),
  };
  const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libvorbis'];
  await Promise.all([
    run('ffmpeg', ['-v', 'error', ...source, ...h264, clips.mp4]),
    run('ffmpeg', ['-v', 'error', ...source, ...vp8, clips.webm]),
  ]);
  await writeFile(clips.text, 'These are my notes, not a film.\n'.repeat(200));
  await writeFile(
    clips.playlist,
    '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n',
  );
  return clips;
}

/** A picture for a course. */
export async function makeTestPicture(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'edumaster-picture-'));
  const picture = join(folder, 'cover.png');
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360', '-frames:v', '1'];
  await run('ffmpeg', ['-v', 'error', ...source, picture]);
  return picture;
}
