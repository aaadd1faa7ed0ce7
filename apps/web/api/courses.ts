import type { catalogContracts } from '@edumaster/catalog/contracts';
import type { discoveryContracts } from '@edumaster/discovery/contracts';
import type { ReceivedOf, RequestOf } from '@edumaster/http/contract';
import { routeOf } from './route.ts';

type Catalog = typeof catalogContracts;
type Discovery = typeof discoveryContracts;

export type Course = ReceivedOf<Catalog['getCourse']>;
export type Section = Course['sections'][number];
export type Lecture = Section['lectures'][number];
export type LectureKind = Lecture['kind'];
export type MediaStatus = NonNullable<Lecture['mediaStatus']>;
export type CourseStatus = Course['status'];
export type CourseLevel = Course['level'];
export type Price = Course['price'];
export type SubmissionProblem = NonNullable<Course['submissionProblems']>[number];
/** A course as lists show it. */
export type CourseSummary = ReceivedOf<Catalog['listMyCourses']>['items'][number];
export type Category = ReceivedOf<Catalog['listCategories']>['items'][number];
export type CourseDetails = RequestOf<Catalog['createCourse']>['body'];

export type CourseSort = 'relevance' | 'newest' | 'popular' | 'price_asc' | 'price_desc';

export interface CourseSearch {
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly level?: CourseLevel | undefined;
  readonly price?: 'free' | 'paid' | undefined;
  readonly sort?: CourseSort | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export type CourseSearchResult = ReceivedOf<Discovery['searchCourses']>;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export const courseRoutes = {
  searchCourses: routeOf<Discovery['searchCourses']>('GET', '/api/v1/courses/search'),
  listCategories: routeOf<Catalog['listCategories']>('GET', '/api/v1/categories'),
  /** The id may be the course's slug. */
  getCourse: routeOf<Catalog['getCourse']>('GET', '/api/v1/courses/:id'),
  listMyCourses: routeOf<Catalog['listMyCourses']>('GET', '/api/v1/me/courses'),
  createCourse: routeOf<Catalog['createCourse']>('POST', '/api/v1/courses'),
  editCourse: routeOf<Catalog['editCourse']>('PATCH', '/api/v1/courses/:id'),
  deleteCourse: routeOf<Catalog['deleteCourse']>('DELETE', '/api/v1/courses/:id'),
  submitCourse: routeOf<Catalog['submitCourse']>('POST', '/api/v1/courses/:id/submit'),
  addSection: routeOf<Catalog['addSection']>('POST', '/api/v1/courses/:id/sections'),
  renameSection: routeOf<Catalog['renameSection']>('PATCH', '/api/v1/sections/:id'),
  deleteSection: routeOf<Catalog['deleteSection']>('DELETE', '/api/v1/sections/:id'),
  attachResource: routeOf<Catalog['attachResource']>('POST', '/api/v1/lectures/:id/resources'),
  renameResource: routeOf<Catalog['renameResource']>('PATCH', '/api/v1/resources/:id'),
  removeResource: routeOf<Catalog['removeResource']>('DELETE', '/api/v1/resources/:id'),
  addLecture: routeOf<Catalog['addLecture']>('POST', '/api/v1/sections/:id/lectures'),
  editLecture: routeOf<Catalog['editLecture']>('PATCH', '/api/v1/lectures/:id'),
  deleteLecture: routeOf<Catalog['deleteLecture']>('DELETE', '/api/v1/lectures/:id'),
  orderOutline: routeOf<Catalog['orderOutline']>('PUT', '/api/v1/courses/:id/outline'),
};
