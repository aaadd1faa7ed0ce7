import type { ReceivedOf, RequestOf } from '@edumaster/http/contract';
import type { learningContracts } from '@edumaster/learning/contracts';
import { routeOf } from './route.ts';

type Learning = typeof learningContracts;

/** With the card of its course, as lists of a learner show it. */
export type Enrollment = ReceivedOf<Learning['listUserEnrollments']>['items'][number];
export type CourseProgress = ReceivedOf<Learning['readCourseProgress']>;

export type Transcript = ReceivedOf<Learning['readTranscript']>;
export type TranscriptCue = Transcript['cues'][number];
export type TranscriptHit = ReceivedOf<Learning['searchTranscripts']>['items'][number];

type Heartbeat = Extract<RequestOf<Learning['recordProgress']>['body'], { videoId: string }>;
type SentHeartbeat = Omit<Heartbeat, 'userId'>;

/** One heartbeat of the player as it waits in the browser; a repeat with its id is harmless. */
export type ProgressEvent = {
  readonly [Field in keyof SentHeartbeat]-?: NonNullable<SentHeartbeat[Field]>;
};

export const learningRoutes = {
  enroll: routeOf<Learning['enroll']>('POST', '/api/v1/enrollments'),
  listEnrollments: routeOf<Learning['listUserEnrollments']>(
    'GET',
    '/api/v1/users/:userId/enrollments',
  ),
  readArticle: routeOf<Learning['readArticle']>(
    'GET',
    '/api/v1/courses/:id/lectures/:lectureId/article',
  ),
  readResources: routeOf<Learning['readResources']>(
    'GET',
    '/api/v1/courses/:id/lectures/:lectureId/resources',
  ),
  readTranscript: routeOf<Learning['readTranscript']>(
    'GET',
    '/api/v1/courses/:id/lectures/:lectureId/transcript',
  ),
  searchTranscripts: routeOf<Learning['searchTranscripts']>('GET', '/api/v1/transcripts'),
  getProgress: routeOf<Learning['readCourseProgress']>('GET', '/api/v1/progress/:userId/:courseId'),
  recordProgress: routeOf<Learning['recordProgress']>('POST', '/api/v1/progress'),
  completeLecture: routeOf<Learning['setLectureCompletion']>(
    'PUT',
    '/api/v1/courses/:id/lectures/:lectureId/completion',
  ),
};
