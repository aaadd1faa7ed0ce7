import { creativeCourses } from './courses/creative-courses.ts';
import type { DemoCourse } from './courses/demo-course.ts';
import { everydayCourses } from './courses/everyday-courses.ts';
import { technologyCourses } from './courses/technology-courses.ts';

export { academyCourse } from './courses/academy-course.ts';
export type { DemoCourse } from './courses/demo-course.ts';

/** The first one has the video that really plays. */
export const demoCourses: readonly DemoCourse[] = [
  ...technologyCourses,
  ...creativeCourses,
  ...everydayCourses,
];
