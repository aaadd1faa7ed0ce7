import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import { moderationSettings } from './config.ts';
import { FollowApplications } from './handlers/follow-applications.ts';
import { FollowReviews } from './handlers/follow-reviews.ts';
import { ApplicationRoutes } from './http/application-routes.ts';
import { ModerationRoutes } from './http/moderation-routes.ts';
import './policy.ts';
import { ListApplications } from './queries/list-applications.ts';
import { ListReviews } from './queries/list-reviews.ts';
import { CloseReview } from './use-cases/close-review.ts';
import { DecideReview } from './use-cases/decide-review.ts';
import { OpenReview } from './use-cases/open-review.ts';
import { PublishCourse } from './use-cases/publish-course.ts';
import { RejectCourse } from './use-cases/reject-course.ts';
import { ForgetInstructors } from './handlers/forget-instructors.ts';
import { DecisionData } from './queries/decision-data.ts';
import { ForgetInstructor } from './use-cases/forget-instructor.ts';

class ModerationContainer {}

export const moderationModule: ModuleManifest<typeof moderationSettings> = {
  name: 'moderation',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  settings: moderationSettings,
  container: () => ({
    module: ModerationContainer,
    global: true,
    providers: [
      CloseReview,
      DecideReview,
      OpenReview,
      PublishCourse,
      RejectCourse,
      ListApplications,
      ListReviews,
      ApplicationRoutes,
      ModerationRoutes,
      FollowApplications,
      FollowReviews,
      ForgetInstructor,
      ForgetInstructors,
      DecisionData,
    ],
    exports: [],
  }),
  routes: [ApplicationRoutes, ModerationRoutes],
  plainRoutes: [],
  consumers: [FollowApplications, FollowReviews, ForgetInstructors],
  jobs: [],
  crons: [],
  personalData: [DecisionData],
};
