import type { Ctx } from '@edumaster/kernel';
import { Media, type Transcript } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import { LectureAccess, type WantedLecture } from './lecture-access.ts';

export interface LectureTranscript extends Omit<Transcript, 'language'> {
  /** Null without any captions. */
  readonly language: string | null;
}

const nothing: LectureTranscript = { tracks: [], language: null, cues: [] };

/** What is said in a lecture, for those who may watch it. */
@Injectable()
export class ReadTranscript {
  readonly #access: LectureAccess;
  readonly #media: Media;

  constructor(access: LectureAccess, media: Media) {
    this.#access = access;
    this.#media = media;
  }

  /** @throws AppError `not_found`, `unauthenticated`, `not_enrolled` (403) */
  async run(
    ctx: Ctx,
    { language, ...wanted }: WantedLecture & { readonly language?: string | undefined },
  ): Promise<LectureTranscript> {
    const { lecture } = await this.#access.find(ctx, wanted);
    if (!lecture.mediaId) return nothing;
    const { mediaId } = lecture;
    return (await this.#media.transcript(ctx, { mediaId, language })) ?? nothing;
  }
}
