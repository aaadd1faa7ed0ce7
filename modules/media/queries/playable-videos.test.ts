import { type Ctx, newId } from '@edumaster/kernel';
import type { Signals } from '@edumaster/signals';
import { eventually, useDatabase } from '@edumaster/testkit';
import { beforeAll, expect, it } from 'vitest';
import { mediaModule } from '../module.ts';
import { insertCaption } from '../store/caption-store.ts';
import { newVideo } from '../testing/new-video.ts';
import { PlayableVideos } from './playable-videos.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });
let ctx: Ctx;
let signals: Signals;
let videos: PlayableVideos;

beforeAll(async () => {
  ctx = database.tenantCtx();
  signals = await database.signals();
  videos = new PlayableVideos(database.db, signals);
});

const change = (set: string, mediaId: string) =>
  database.owner.query(`update media.assets set ${set} where id = $1`, [mediaId]);

it('what players are told is remembered, and forgotten when it changes', async () => {
  const mediaId = await newVideo(database.db, ctx);
  const first = await videos.find(ctx, mediaId);
  expect(first).toMatchObject({ status: 'ready', hasPoster: false, tracks: [] });
  // The same object: nobody looked again.
  expect(await videos.find(ctx, mediaId)).toBe(first);
  await change('has_poster = true', mediaId);
  await eventually('the poster', async () =>
    (await videos.find(ctx, mediaId))?.hasPoster ? true : undefined,
  );
  await database.db.inTx(ctx, (tx) =>
    insertCaption(tx, {
      id: newId(),
      assetId: mediaId,
      language: 'en',
      label: 'English',
      origin: 'uploaded',
      status: 'published',
      copiedFrom: null,
      updatedBy: null,
    }),
  );
  await eventually('the captions', async () =>
    (await videos.find(ctx, mediaId))?.tracks.length === 1 ? true : undefined,
  );
});

it('what an encode writes of itself all the time sends no signal', async () => {
  const [mediaId, other] = [await newVideo(database.db, ctx), await newVideo(database.db, ctx)];
  const heard: (string | undefined)[] = [];
  signals.listen('media_playback', (key) => heard.push(key));
  await change(`progress = 50, attempts = 1, updated_at = now()`, mediaId);
  await change(`has_poster = true`, other);
  // Signals come in the order in which they were sent.
  await eventually('the signal of the other', () => heard.includes(other) || undefined);
  expect(heard).not.toContain(mediaId);
});

it('tells nothing of a video of another tenant', async () => {
  const mediaId = await newVideo(database.db, ctx);
  await videos.find(ctx, mediaId);
  expect(await videos.find(database.tenantCtx({ tenant: 'second' }), mediaId)).toBeUndefined();
});
