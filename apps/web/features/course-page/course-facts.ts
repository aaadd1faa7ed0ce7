import type { Course, Lecture } from '#web/api/courses.ts';

export function lecturesOf(course: Pick<Course, 'sections'>): readonly Lecture[] {
  return course.sections.flatMap(({ lectures }) => lectures);
}

export function secondsOf(lectures: readonly Pick<Lecture, 'durationSeconds'>[]): number {
  return lectures.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? 0), 0);
}

/** What a visitor may watch without enrolling. */
export function previewOf(course: Pick<Course, 'sections'>): Lecture | undefined {
  return lecturesOf(course).find(({ isPreview, kind }) => isPreview && kind === 'video');
}
