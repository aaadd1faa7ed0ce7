import type { Ctx } from '@edumaster/kernel';
import { FakeCatalog } from '@edumaster/catalog/testing';
import type { Db } from '@edumaster/database';
import type { Outbox } from '@edumaster/events';
import { bindRoutes, listRoutes, sendProblem } from '@edumaster/http/server';
import { FakeIdentity } from '@edumaster/identity/testing';
import { FakeMedia } from '@edumaster/media/testing';
import type { Signals } from '@edumaster/signals';
import { FakeSignals } from '@edumaster/signals/fake';
import '../errors.ts';
import { EnrollmentRoutes } from '../http/enrollment-routes.ts';
import { ProgressRoutes } from '../http/progress-routes.ts';
import { LectureResourceRoutes } from '../http/resource-routes.ts';
import { TranscriptRoutes } from '../http/transcript-routes.ts';
import { LearningFacade } from '../learning-facade.ts';
import { ListCourseEnrollments } from '../queries/list-course-enrollments.ts';
import { ListUserEnrollments } from '../queries/list-user-enrollments.ts';
import { PublishedLectures } from '../queries/published-lectures.ts';
import { ReadCourseProgress } from '../queries/read-course-progress.ts';
import { ReadEnrollment } from '../queries/read-enrollment.ts';
import { SearchTranscripts } from '../queries/search-transcripts.ts';
import { WatchableCourses } from '../queries/watchable-courses.ts';
import { PlaybackLog } from '../store/playback-log.ts';
import { PlaybackStarts } from '../store/playback-starts.ts';
import { ProgressLog } from '../store/progress-log.ts';
import { AnnounceCompletion } from '../use-cases/announce-completion.ts';
import { CompletionAnnouncer } from '../use-cases/completion-announcer.ts';
import { Enroll } from '../use-cases/enroll.ts';
import { GrantAccess } from '../use-cases/grant-access.ts';
import { LectureAccess } from '../use-cases/lecture-access.ts';
import { PlayLecture } from '../use-cases/play-lecture.ts';
import { ReadArticle } from '../use-cases/read-article.ts';
import { ReadResources } from '../use-cases/read-resources.ts';
import { ReadTranscript } from '../use-cases/read-transcript.ts';
import { RecordProgress } from '../use-cases/record-progress.ts';
import { SetLectureCompletion } from '../use-cases/set-lecture-completion.ts';

/**
 * The module as the container would put it together, on fakes of the modules below.
 * @param signals by default none arrive, and nothing is remembered
 */
export function learningWorld(
  { db, outbox }: { readonly db: Db; readonly outbox: Outbox },
  signals: Signals = new FakeSignals({ isListening: false }),
) {
  const catalog = new FakeCatalog();
  const media = new FakeMedia();
  const identity = new FakeIdentity();
  const announcer = new CompletionAnnouncer(outbox);
  const announce = new AnnounceCompletion(db, catalog, announcer);
  const grantAccess = new GrantAccess(db, outbox);
  const published = new PublishedLectures(catalog, signals);
  const access = new LectureAccess(db, catalog, published);
  const log = new ProgressLog(db, { EDUMASTER_COMPLETION_PERCENT: 90 });
  const enroll = new Enroll(catalog, grantAccess);
  const starts = new PlaybackStarts(new PlaybackLog(db, outbox), signals);
  const record = new RecordProgress(published, log, starts, announce);
  const read = new ReadCourseProgress(db, catalog);
  const complete = new SetLectureCompletion(db, catalog, announcer);
  const play = new PlayLecture(access, media, starts);
  const routes = [
    new EnrollmentRoutes(
      enroll,
      new ReadEnrollment(db, catalog),
      new ListCourseEnrollments(db, catalog, identity),
      new ListUserEnrollments(db, catalog, identity),
    ),
    new ProgressRoutes(record, read, complete, play, new ReadArticle(db, catalog, access)),
    new LectureResourceRoutes(new ReadResources(access, media)),
    new TranscriptRoutes(
      new ReadTranscript(access, media),
      new SearchTranscripts(new WatchableCourses(db, catalog), media),
    ),
  ];
  const facade = new LearningFacade(db, catalog, grantAccess);
  const use = { announce, complete, enroll, grantAccess, play, read, record };
  return { ...use, catalog, media, identity, log, facade, routes };
}

type Server = Parameters<typeof bindRoutes>[0];

/** Puts the routes on a server; who calls is what `contextOf` says at that moment. */
export function serveLearning(
  app: Server,
  { routes }: ReturnType<typeof learningWorld>,
  contextOf: () => Ctx,
): void {
  app.setErrorHandler(sendProblem);
  bindRoutes(app, listRoutes(routes), { contextOf: async () => contextOf() });
}
