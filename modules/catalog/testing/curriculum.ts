import { newId } from '@edumaster/kernel';
import type { CourseCurriculum, CurriculumLecture } from '../index.ts';

export type CurriculumOptions = Partial<Omit<CourseCurriculum, 'lectures'>> & {
  readonly lectures?: readonly Partial<CurriculumLecture>[];
};

/** A free course with one video lecture of a hundred seconds, unless said otherwise. */
export function curriculumOf(options: CurriculumOptions = {}): CourseCurriculum {
  const { lectures = [{}], ...given } = options;
  const sectionId = newId<'section'>();
  return {
    courseId: newId<'course'>(),
    slug: 'a-course',
    title: 'A course',
    instructorId: newId<'user'>(),
    price: { amount: 0, currency: 'USD' },
    thumbnailUrl: null,
    version: 1,
    isArchived: false,
    ...given,
    lectures: lectures.map((lecture, index) => ({
      id: newId<'lecture'>(),
      sectionId,
      title: `Lecture ${index + 1}`,
      kind: 'video',
      isPreview: false,
      mediaId: newId<'media'>(),
      durationSeconds: 100,
      ...lecture,
    })),
  };
}
