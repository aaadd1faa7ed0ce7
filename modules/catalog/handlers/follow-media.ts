import { type Ctx, id } from '@edumaster/kernel';
import { type Consumer, on } from '@edumaster/events';
import {
  mediaUploaded,
  resourceStored,
  videoFailed,
  videoPlayable,
  videoTranscoded,
} from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import type { MediaState } from '../domain/media-progress.ts';
import { AttachStoredResource } from '../use-cases/attach-stored-resource.ts';
import { AttachUploadedMedia } from '../use-cases/attach-uploaded-media.ts';
import { FollowEncoding } from '../use-cases/follow-encoding.ts';

/** One consumer for all of them: the events of one file are then handled in their order. */
@Injectable()
export class FollowMedia implements Consumer {
  readonly name = 'catalog.follow-media';
  readonly reactions = [
    on(mediaUploaded.type, mediaUploaded.data, async (ctx, { data }) => {
      const { mediaId, ownerId, purpose, lectureId } = data;
      if (purpose !== 'lecture-video' || lectureId === null) return;
      await this.attachment.run(ctx, {
        mediaId: id<'media'>(mediaId),
        ownerId: id<'user'>(ownerId),
        lectureId: id<'lecture'>(lectureId),
      });
    }),
    on(resourceStored.type, resourceStored.data, async (ctx, { data }) => {
      const { mediaId, ownerId, lectureId, filename, size } = data;
      await this.resources.run(ctx, {
        mediaId: id<'media'>(mediaId),
        ownerId: id<'user'>(ownerId),
        lectureId: lectureId === null ? null : id<'lecture'>(lectureId),
        filename,
        size,
      });
    }),
    on(videoPlayable.type, videoPlayable.data, (ctx, { data }) =>
      this.#follow(ctx, data.mediaId, {
        status: 'playable',
        durationSeconds: data.durationSeconds,
      }),
    ),
    on(videoTranscoded.type, videoTranscoded.data, (ctx, { data }) =>
      this.#follow(ctx, data.mediaId, { status: 'ready', durationSeconds: data.durationSeconds }),
    ),
    on(videoFailed.type, videoFailed.data, (ctx, { data }) =>
      this.#follow(ctx, data.mediaId, { status: 'failed', durationSeconds: null }),
    ),
  ];

  constructor(
    private readonly attachment: AttachUploadedMedia,
    private readonly encoding: FollowEncoding,
    private readonly resources: AttachStoredResource,
  ) {}

  #follow(ctx: Ctx, mediaId: string, state: MediaState): Promise<void> {
    return this.encoding.run(ctx, { ...state, mediaId: id<'media'>(mediaId) });
  }
}
