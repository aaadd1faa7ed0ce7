import type { Ids } from '../objects.ts';
import { overseers, runners, type Samples } from './route-sample.ts';

const inCourse = (ids: Ids) => ({
  params: { id: ids['courseId'], lectureId: ids['lectureId'] },
});

export const learningSamples: Samples = {
  enroll: {
    request: (ids) => ({ body: { courseId: ids['courseId'] } }),
    through: [200, 201],
    object: { kind: 'published', foreign: 'through' },
  },
  listCourseEnrollments: {
    request: (ids) => ({ params: { courseId: ids['courseId'] } }),
    through: [200],
    object: { kind: 'published', foreign: 403, supervisors: overseers },
  },
  listUserEnrollments: {
    request: (ids) => ({ params: { userId: ids['userId'] } }),
    through: [200],
    // Who there is, is nobody's business.
    object: { kind: 'person', foreign: 403, supervisors: runners, absent: 'as foreign' },
  },
  readCourseProgress: {
    request: (ids) => ({ params: { userId: ids['userId'], courseId: ids['courseId'] } }),
    through: [200],
    object: { kind: 'enrollment', foreign: 403, supervisors: runners },
  },
  recordProgress: {
    request: (ids) => ({
      body: { courseId: ids['courseId'], videoId: ids['lectureId'], timestamp: 1 },
    }),
    through: [202],
    // Somebody else's enrollment opens nothing.
    object: { kind: 'enrollment', foreign: 403 },
  },
  setLectureCompletion: {
    request: (ids) => ({ ...inCourse(ids), body: { completed: true } }),
    through: [200],
    object: { kind: 'enrollment', foreign: 403 },
  },
  playLecture: {
    request: inCourse,
    // An article has no video to play.
    through: [409],
    object: { kind: 'enrollment', foreign: 403, supervisors: overseers },
  },
  readResources: {
    request: inCourse,
    through: [200],
    object: { kind: 'enrollment', foreign: 403, supervisors: overseers },
  },
  readTranscript: {
    request: inCourse,
    through: [200],
    object: { kind: 'enrollment', foreign: 403, supervisors: overseers },
  },
  searchTranscripts: {
    request: (ids) => ({ query: { q: 'word', courseId: ids['courseId'] ?? '' } }),
    through: [200],
    object: { kind: 'enrollment', foreign: 403, supervisors: overseers },
  },
  readArticle: {
    request: inCourse,
    through: [200],
    object: { kind: 'enrollment', foreign: 403, supervisors: overseers },
  },
};
