import { type Ctx, id } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { type Found, Remembered, Signals } from '@edumaster/signals';
import { Injectable } from '@nestjs/common';
import type { CaptionTrack } from '../index.ts';
import { type Asset, findAsset, qualitiesOf } from '../store/asset-store.ts';
import { tracksOf } from './transcripts.ts';

/** What players are told of a video, but for its addresses. */
export interface PlayableVideo extends Pick<
  Asset,
  'purpose' | 'status' | 'edition' | 'encodingEdition' | 'progress' | 'hasPoster' | 'errorMessage'
> {
  readonly hasStoryboard: boolean;
  /** The largest first. */
  readonly qualities: readonly string[];
  readonly tracks: readonly CaptionTrack[];
}

const size = 20_000;
const ageMilliseconds = 30_000;

/**
 * Of what changes without a signal: how far an encode is, and everything in a tenant's own database,
 * to which nobody listens.
 */
const ageUnsignalledMilliseconds = 1_000;

/** Videos as players need them, remembered until something about them changes. */
@Injectable()
export class PlayableVideos {
  readonly #db: Db;
  readonly #remembered: Remembered<PlayableVideo>;

  constructor(db: Db, signals: Signals) {
    this.#db = db;
    const channel = 'media_playback';
    this.#remembered = new Remembered({ signals, channel, size, ageMilliseconds });
  }

  find(ctx: Ctx, mediaId: string): Promise<PlayableVideo | undefined> {
    return this.#remembered.get(`${ctx.tenantId}/${mediaId}`, async () => {
      const value = await this.#db.inTx(ctx, (tx) => readVideo(tx, mediaId));
      return value && { value, hangsOn: [mediaId], ...this.#end(ctx, value) };
    });
  }

  #end(ctx: Ctx, { encodingEdition }: PlayableVideo): Pick<Found<unknown>, 'until'> {
    const isSignalled = this.#db.homeOf(ctx.tenantId) === 'platform' && encodingEdition === null;
    return isSignalled ? {} : { until: new Date(Date.now() + ageUnsignalledMilliseconds) };
  }
}

async function readVideo(tx: Tx, mediaId: string): Promise<PlayableVideo | undefined> {
  const asset = await findAsset(tx, mediaId);
  if (!asset) return undefined;
  const { purpose, status, edition, encodingEdition, progress } = asset;
  const { hasPoster, errorMessage, storyboard } = asset;
  const found = { purpose, status, edition, encodingEdition, progress, hasPoster, errorMessage };
  const qualities = await qualitiesOf(tx, { assetId: id(mediaId), edition });
  return {
    ...found,
    hasStoryboard: storyboard !== null,
    qualities: qualities.map(({ quality }) => quality),
    tracks: await tracksOf(tx, mediaId),
  };
}
