import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  playLecture,
  readArticle,
  readCourseProgress,
  recordProgress,
  setLectureCompletion,
} from '../contracts.ts';
import { ReadCourseProgress } from '../queries/read-course-progress.ts';
import { PlayLecture } from '../use-cases/play-lecture.ts';
import { ReadArticle } from '../use-cases/read-article.ts';
import { RecordProgress } from '../use-cases/record-progress.ts';
import { SetLectureCompletion } from '../use-cases/set-lecture-completion.ts';

@Injectable()
export class ProgressRoutes {
  readonly #record: RecordProgress;
  readonly #read: ReadCourseProgress;
  readonly #complete: SetLectureCompletion;
  readonly #play: PlayLecture;
  readonly #article: ReadArticle;

  constructor(
    record: RecordProgress,
    read: ReadCourseProgress,
    complete: SetLectureCompletion,
    play: PlayLecture,
    article: ReadArticle,
  ) {
    this.#record = record;
    this.#read = read;
    this.#complete = complete;
    this.#play = play;
    this.#article = article;
  }

  @Route(recordProgress)
  async record({
    ctx,
    body,
  }: Call<typeof recordProgress>): Promise<HandlerAnswer<typeof recordProgress>> {
    const events = 'events' in body ? body.events : [body];
    const accepted = await this.#record.run(
      ctx,
      events.map(({ courseId, videoId, ...event }) => ({
        ...event,
        courseId: id(courseId),
        lectureId: id(videoId),
      })),
    );
    return { accepted };
  }

  @Route(readCourseProgress)
  async read({
    ctx,
    params,
  }: Call<typeof readCourseProgress>): Promise<HandlerAnswer<typeof readCourseProgress>> {
    const progress = await this.#read.run(ctx, {
      userId: id(params.userId),
      courseId: id(params.courseId),
    });
    return {
      ...progress,
      lectures: progress.lectures.map((lecture) => ({
        ...lecture,
        completedAt: lecture.completedAt?.toISOString() ?? null,
      })),
    };
  }

  @Route(setLectureCompletion)
  async complete({
    ctx,
    params,
    body,
  }: Call<typeof setLectureCompletion>): Promise<HandlerAnswer<typeof setLectureCompletion>> {
    const { completed = true } = body;
    const result = await this.#complete.run(ctx, {
      courseId: id(params.id),
      lectureId: id(params.lectureId),
      isCompleted: completed,
    });
    return { ...result, completedAt: result.completedAt?.toISOString() ?? null };
  }

  @Route(playLecture)
  async play({
    ctx,
    params,
  }: Call<typeof playLecture>): Promise<HandlerAnswer<typeof playLecture>> {
    const playback = await this.#play.run(ctx, {
      courseId: id(params.id),
      lectureId: id(params.lectureId),
    });
    return {
      ...playback,
      resolutions: [...playback.resolutions],
      captions: [...playback.captions],
    };
  }

  @Route(readArticle)
  async article({
    ctx,
    params,
  }: Call<typeof readArticle>): Promise<HandlerAnswer<typeof readArticle>> {
    const lectureId = id<'lecture'>(params.lectureId);
    const article = await this.#article.run(ctx, { courseId: id(params.id), lectureId });
    return { ...article, lectureId, completedAt: article.completedAt?.toISOString() ?? null };
  }
}
