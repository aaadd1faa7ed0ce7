import type { Ctx } from '@edumaster/kernel';
import { Media } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import { LectureAccess, type WantedLecture } from './lecture-access.ts';

export interface DownloadableResource {
  readonly id: string;
  readonly title: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly expiresAt: string;
}

/** Gives the caller the files of a lecture, by the rules that hold for its video. */
@Injectable()
export class ReadResources {
  readonly #access: LectureAccess;
  readonly #media: Media;

  constructor(access: LectureAccess, media: Media) {
    this.#access = access;
    this.#media = media;
  }

  /** @throws AppError `not_found`, `unauthenticated`, `not_enrolled` (403) */
  async run(ctx: Ctx, wanted: WantedLecture): Promise<readonly DownloadableResource[]> {
    const { lecture } = await this.#access.find(ctx, wanted);
    return (lecture.resources ?? []).map(({ id, title, mediaId, filename, size }) => {
      const address = this.#media.downloadUrl(ctx, { mediaId, filename });
      return { id, title, filename, size, ...address };
    });
  }
}
