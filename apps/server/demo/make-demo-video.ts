import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { UserId } from '@edumaster/identity';
import type { Ctx } from '@edumaster/kernel';
import { Media, type MediaId, type MediaStatus } from '@edumaster/media';
import type { OpenInstallation } from '../installation/open-installation.ts';
import type { Report } from '../installation/report.ts';

/** Small enough to be drawn and encoded within seconds, large enough for two renditions. */
const clip = {
  format: 'mp4',
  durationSeconds: 20,
  width: 854,
  height: 480,
  framesPerSecond: 24,
} as const;

const deadlineMilliseconds = 180_000;

interface DemoVideo {
  readonly ctx: Ctx;
  readonly ownerId: UserId;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

/**
 * A clip that the encoder draws itself, taken through the same pipeline as an upload.
 * @returns undefined when this machine cannot encode; the person is told
 * @throws the reason of the signal
 */
export async function makeDemoVideo(
  opened: OpenInstallation,
  { ctx, ownerId, report, signal }: DemoVideo,
): Promise<MediaId | undefined> {
  const { encoder } = opened.encoder;
  if (!encoder) {
    report('There is no encoder, so the course with the video is left out');
    return undefined;
  }
  const folder = join(opened.installation.dataDir, 'work');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'demo-clip.mp4');
  try {
    report(`Drawing a demo video with ${encoder.name}`);
    await encoder.makeClip({ output: path, ...clip }, signal);
    const media = opened.container.get(Media, { strict: false });
    const filename = 'test-picture.mp4';
    const mediaId = await media.ingest(ctx, { ownerId, path, filename, purpose: 'lecture-video' });
    report('Encoding the demo video');
    await becomesPlayable(media, { ctx, mediaId, signal });
    return mediaId;
  } catch (error) {
    if (signal?.aborted) throw error;
    opened.log.error({ err: error }, 'the demo video could not be made');
    report('The demo video could not be made; the log says why');
    return undefined;
  } finally {
    await rm(path, { force: true });
  }
}

interface AwaitedMedia {
  readonly ctx: Ctx;
  readonly mediaId: MediaId;
  readonly signal: AbortSignal | undefined;
}

async function becomesPlayable(
  media: Media,
  { ctx, mediaId, signal }: AwaitedMedia,
): Promise<void> {
  const end = Date.now() + deadlineMilliseconds;
  const done: readonly (MediaStatus | undefined)[] = ['playable', 'ready'];
  for (;;) {
    const [summary] = await media.describe(ctx, { ids: [mediaId] });
    if (done.includes(summary?.status)) return;
    if (summary?.status === 'failed') throw new Error('the demo video failed to encode');
    if (Date.now() > end) throw new Error('no worker encoded the demo video in time');
    await pause(200, undefined, { signal });
  }
}
