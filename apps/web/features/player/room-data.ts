import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { Course } from '#web/api/courses.ts';
import type { CourseProgress } from '#web/api/learning.ts';
import { currentPerson, serverApi, unlessStatus } from '#web/api/server-api.ts';
import { activeEnrollment } from '../courses/active-enrollment.ts';

export const courseOfRoom = cache(async (courseId: string): Promise<Course> => {
  const api = await serverApi();
  const course = await unlessStatus(api.getCourse({ params: { id: courseId } }), [404, 422]);
  return course ?? notFound();
});

/** Null for somebody who is not enrolled, whose progress nobody keeps. */
export const progressOfRoom = cache(async (courseId: string): Promise<CourseProgress | null> => {
  const person = await currentPerson();
  if (!person || !(await activeEnrollment(courseId))) return null;
  const api = await serverApi();
  const params = { userId: person.id, courseId };
  const progress = await unlessStatus(api.getProgress({ params }), [404]);
  return progress ?? { completionPercentage: 0, lastLectureId: null, lectures: [] };
});
