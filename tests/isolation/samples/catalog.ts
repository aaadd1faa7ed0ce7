import type { Ids } from '../objects.ts';
import { overseers, plainRead, runners, type Samples } from './route-sample.ts';

const named =
  (id: 'courseId' | 'sectionId' | 'lectureId' | 'resourceId', body?: unknown) => (ids: Ids) => ({
    params: { id: ids[id] },
    ...(body === undefined ? {} : { body }),
  });

/** Others than its teacher and those who run the tenant do not see a draft. */
const draft = {
  kind: 'draft',
  foreign: 404,
  supervisors: runners,
  seenBy: overseers,
} as const;

const course = {
  title: 'A course',
  description: 'Long enough to say what it is about, and for whom.',
  category: 'music',
  level: 'beginner',
  language: 'en',
  price: { amount: 0, currency: 'USD' },
};

export const catalogSamples: Samples = {
  createCourse: { request: () => ({ body: course }), through: [201] },
  listMyCourses: plainRead,
  getCourse: {
    request: named('courseId'),
    through: [200],
    object: { kind: 'draft', foreign: 404, supervisors: overseers },
  },
  editCourse: { request: named('courseId', { title: 'Another' }), through: [200], object: draft },
  deleteCourse: { request: named('courseId'), through: [204], object: draft },
  submitCourse: { request: named('courseId'), through: [200], object: draft },
  archiveCourse: {
    request: named('courseId'),
    through: [200],
    // Everybody sees it, so that the refusal may say that it is not theirs.
    object: { kind: 'published', foreign: 403, supervisors: overseers },
  },
  addSection: { request: named('courseId', { title: 'More' }), through: [201], object: draft },
  renameSection: { request: named('sectionId', { title: 'New' }), through: [200], object: draft },
  deleteSection: { request: named('sectionId'), through: [204], object: draft },
  addLecture: {
    request: named('sectionId', { title: 'More', kind: 'article' }),
    through: [201],
    object: draft,
  },
  editLecture: { request: named('lectureId', { title: 'New' }), through: [200], object: draft },
  deleteLecture: { request: named('lectureId'), through: [204], object: draft },
  attachMedia: {
    // Of nobody's media; an article takes none.
    request: (ids) => named('lectureId', { mediaId: ids['userId'] })(ids),
    through: [409, 422],
    object: draft,
  },
  attachResource: {
    // Of nobody's media.
    request: (ids) => named('lectureId', { mediaId: ids['userId'] })(ids),
    through: [422],
    object: draft,
  },
  renameResource: {
    request: named('resourceId', { title: 'New' }),
    through: [200],
    object: { ...draft, kind: 'resource' },
  },
  removeResource: {
    request: named('resourceId'),
    through: [204],
    object: { ...draft, kind: 'resource' },
  },
  orderOutline: {
    request: (ids) =>
      named('courseId', {
        sections: [{ id: ids['sectionId'], lectures: [ids['lectureId']] }],
      })(ids),
    through: [200],
    object: draft,
  },
  listCategories: plainRead,
  createCategory: {
    request: () => ({ body: { name: `New ${crypto.randomUUID()}` } }),
    through: [201],
  },
};
