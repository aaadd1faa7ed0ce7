import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { readTranscript, searchTranscripts } from '../contracts/transcripts.ts';
import { SearchTranscripts } from '../queries/search-transcripts.ts';
import { ReadTranscript } from '../use-cases/read-transcript.ts';

@Injectable()
export class TranscriptRoutes {
  readonly #read: ReadTranscript;
  readonly #search: SearchTranscripts;

  constructor(read: ReadTranscript, search: SearchTranscripts) {
    this.#read = read;
    this.#search = search;
  }

  @Route(readTranscript)
  async read({
    ctx,
    params,
    query,
  }: Call<typeof readTranscript>): Promise<HandlerAnswer<typeof readTranscript>> {
    const { tracks, language, cues } = await this.#read.run(ctx, {
      courseId: id(params.id),
      lectureId: id(params.lectureId),
      language: query.language,
    });
    return { tracks: [...tracks], language, cues: [...cues] };
  }

  @Route(searchTranscripts)
  async search({
    ctx,
    query,
  }: Call<typeof searchTranscripts>): Promise<HandlerAnswer<typeof searchTranscripts>> {
    const { courseId, ...search } = query;
    const { items, nextCursor } = await this.#search.run(ctx, {
      ...search,
      courseId: courseId === undefined ? undefined : id<'course'>(courseId),
    });
    return {
      nextCursor,
      items: items.map(({ course, lecture, hit }) => ({
        courseId: course.courseId,
        courseTitle: course.title,
        lectureId: lecture.id,
        lectureTitle: lecture.title,
        language: hit.language,
        startSeconds: hit.startMs / 1000,
        parts: [...hit.parts],
      })),
    };
  }
}
