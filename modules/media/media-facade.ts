import { AppError, type Ctx, id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { nameInEdition } from './domain/file-keys.ts';
import type {
  CaptionHit,
  Media,
  MediaId,
  MediaSummary,
  Playback,
  Resource,
  Transcript,
} from './index.ts';
import { type PlayableVideo, PlayableVideos } from './queries/playable-videos.ts';
import { findAssets } from './store/asset-store.ts';
import { Transcripts } from './queries/transcripts.ts';
import { entrust } from './store/video-store.ts';
import { captionFile } from './domain/caption-playlists.ts';
import { storyboardFile } from './domain/storyboard-track.ts';
import { DownloadAddresses } from './use-cases/download-addresses.ts';
import { IngestFile } from './use-cases/ingest-file.ts';
import { SignedAddresses } from './use-cases/signed-addresses.ts';

type Input<Method extends keyof Media> = Parameters<Media[Method]>[1];

@Injectable()
export class MediaFacade implements Media {
  readonly #db: Db;
  readonly #addresses: SignedAddresses;
  readonly #videos: PlayableVideos;
  readonly #ingest: IngestFile;
  readonly #transcripts: Transcripts;
  readonly #downloads: DownloadAddresses;

  constructor(
    db: Db,
    addresses: SignedAddresses,
    videos: PlayableVideos,
    ingest: IngestFile,
    transcripts: Transcripts,
    downloads: DownloadAddresses,
  ) {
    this.#db = db;
    this.#addresses = addresses;
    this.#videos = videos;
    this.#ingest = ingest;
    this.#transcripts = transcripts;
    this.#downloads = downloads;
  }

  async describe(ctx: Ctx, { ids }: Input<'describe'>): Promise<readonly MediaSummary[]> {
    const assets = await this.#db.inTx(ctx, (tx) => findAssets(tx, ids));
    return assets.map((asset) => ({
      id: id(asset.id),
      ownerId: id(asset.ownerId),
      purpose: asset.purpose,
      status: asset.status,
      durationSeconds: asset.durationSeconds,
    }));
  }

  async playback(ctx: Ctx, { mediaId }: Input<'playback'>): Promise<Playback> {
    const video = await this.#videos.find(ctx, mediaId);
    if (video?.purpose !== 'lecture-video') throw new AppError('media_not_found');
    requireNotFailed(video);
    const { base, expiresAt } = this.#addresses.playback(mediaId, ctx.now);
    const isPlayable = video.status !== 'processing';
    const urlOf = (name: string) => `${base}/${nameInEdition(name, video.edition)}`;
    return {
      manifestUrl: isPlayable ? urlOf('master.m3u8') : null,
      dashUrl: isPlayable ? urlOf('manifest.mpd') : null,
      resolutions: video.qualities.map((quality) => ({
        quality,
        url: urlOf(`master-${quality}.m3u8`),
      })),
      posterUrl: video.hasPoster ? `${base}/poster.jpg` : null,
      storyboardUrl: video.hasStoryboard ? `${base}/${storyboardFile}` : null,
      isComplete: video.encodingEdition === null || video.status === 'ready',
      progress: video.progress,
      captions: video.tracks.map((track) => ({
        ...track,
        url: `${base}/${captionFile(track.language)}`,
      })),
      expiresAt: expiresAt.toISOString(),
    };
  }

  transcript(ctx: Ctx, input: Input<'transcript'>): Promise<Transcript | undefined> {
    return this.#transcripts.read(ctx, input);
  }

  searchCaptions(ctx: Ctx, input: Input<'searchCaptions'>): Promise<readonly CaptionHit[]> {
    return this.#transcripts.search(ctx, input);
  }

  entrust(ctx: Ctx, { mediaId, userId }: Input<'entrust'>): Promise<void> {
    return this.#db.inTx(ctx, (tx) => entrust(tx, mediaId, userId));
  }

  imageUrl(mediaId: MediaId): string {
    return `/images/${mediaId}`;
  }

  async resources(ctx: Ctx, { ids }: Input<'resources'>): Promise<readonly Resource[]> {
    const assets = await this.#db.inTx(ctx, (tx) => findAssets(tx, ids));
    return assets
      .filter(({ purpose }) => purpose === 'resource')
      .map(({ id: mediaId, ownerId, status, filename, size }) => {
        return { id: id(mediaId), ownerId: id(ownerId), status, filename, size };
      });
  }

  downloadUrl(ctx: Ctx, file: Input<'downloadUrl'>): { url: string; expiresAt: string } {
    const { url, expiresAt } = this.#downloads.of(file, ctx.now);
    return { url, expiresAt: expiresAt.toISOString() };
  }

  async ingest(ctx: Ctx, input: Input<'ingest'>): Promise<MediaId> {
    return id(await this.#ingest.run(ctx, input));
  }
}

function requireNotFailed({ status, errorMessage }: PlayableVideo): void {
  if (status !== 'failed') return;
  const detail = errorMessage ?? 'This video could not be prepared.';
  throw new AppError('media_not_playable', { detail });
}
