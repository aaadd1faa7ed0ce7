import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { learningSettings, learningSettingsToken } from './config.ts';
import './errors.ts';
import { EnrollmentRoutes } from './http/enrollment-routes.ts';
import { ProgressRoutes } from './http/progress-routes.ts';
import { LectureResourceRoutes } from './http/resource-routes.ts';
import { TranscriptRoutes } from './http/transcript-routes.ts';
import { Learning } from './index.ts';
import { AnnounceCompletions } from './jobs/announce-completions.ts';
import { EnsureProgressPartitions } from './jobs/ensure-progress-partitions.ts';
import { LearningFacade } from './learning-facade.ts';
import './policy.ts';
import { ListCourseEnrollments } from './queries/list-course-enrollments.ts';
import { ListUserEnrollments } from './queries/list-user-enrollments.ts';
import { PublishedLectures } from './queries/published-lectures.ts';
import { ReadCourseProgress } from './queries/read-course-progress.ts';
import { ReadEnrollment } from './queries/read-enrollment.ts';
import { SearchTranscripts } from './queries/search-transcripts.ts';
import { WatchableCourses } from './queries/watchable-courses.ts';
import { PlaybackLog } from './store/playback-log.ts';
import { PlaybackStarts } from './store/playback-starts.ts';
import { ProgressLog } from './store/progress-log.ts';
import { AnnounceCompletion } from './use-cases/announce-completion.ts';
import { CompletionAnnouncer } from './use-cases/completion-announcer.ts';
import { Enroll } from './use-cases/enroll.ts';
import { GrantAccess } from './use-cases/grant-access.ts';
import { LectureAccess } from './use-cases/lecture-access.ts';
import { PlayLecture } from './use-cases/play-lecture.ts';
import { ReadArticle } from './use-cases/read-article.ts';
import { ReadResources } from './use-cases/read-resources.ts';
import { ReadTranscript } from './use-cases/read-transcript.ts';
import { RecordProgress } from './use-cases/record-progress.ts';
import { SetLectureCompletion } from './use-cases/set-lecture-completion.ts';
import { FollowPurchases } from './handlers/follow-purchases.ts';
import { ForgetLearners } from './handlers/forget-learners.ts';
import { LearnerData } from './queries/learner-data.ts';
import { FollowPurchase } from './use-cases/follow-purchase.ts';
import { ForgetLearner } from './use-cases/forget-learner.ts';

class LearningContainer {}

const routes = [EnrollmentRoutes, LectureResourceRoutes, ProgressRoutes, TranscriptRoutes];
const crons = [AnnounceCompletions, EnsureProgressPartitions];

export const learningModule: ModuleManifest<typeof learningSettings> = {
  name: 'learning',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  settings: learningSettings,
  container: (settings) => ({
    module: LearningContainer,
    global: true,
    providers: [
      { provide: learningSettingsToken, useValue: settings },
      { provide: Learning, useClass: LearningFacade },
      AnnounceCompletion,
      CompletionAnnouncer,
      Enroll,
      FollowPurchase,
      FollowPurchases,
      GrantAccess,
      ForgetLearner,
      ForgetLearners,
      LearnerData,
      LectureAccess,
      ListCourseEnrollments,
      ListUserEnrollments,
      PlaybackLog,
      PlaybackStarts,
      PlayLecture,
      ProgressLog,
      PublishedLectures,
      ReadArticle,
      ReadCourseProgress,
      ReadEnrollment,
      ReadResources,
      ReadTranscript,
      RecordProgress,
      SearchTranscripts,
      SetLectureCompletion,
      WatchableCourses,
      ...routes,
      ...crons,
    ],
    exports: [Learning],
  }),
  routes,
  plainRoutes: [],
  consumers: [FollowPurchases, ForgetLearners],
  jobs: [],
  crons,
  personalData: [LearnerData],
};
