import type { Visitor } from './visitor.ts';

export interface NewCourse {
  readonly courseId: string;
  readonly slug: string;
  readonly title: string;
  readonly lectureId: string;
}

interface CourseWish {
  readonly title?: string;
  readonly price?: number;
  readonly isPreview?: boolean;
  /** The lecture is this text; without it, a video that is not there yet. */
  readonly article?: string;
}

/** A draft with one section and one lecture. */
export async function newCourse(by: Visitor, wish: CourseWish = {}): Promise<NewCourse> {
  const { price = 0, isPreview = false, article } = wish;
  const title = wish.title ?? `Tests that mean it ${crypto.randomUUID().slice(0, 8)}`;
  const course = await by.api.createCourse({
    body: {
      title,
      subtitle: 'From a failing test to a sound night',
      description:
        'How to write tests that fail when they should. We break the code on purpose, watch the ' +
        'test go red, and keep only those that told us something.',
      category: 'programming',
      level: 'beginner',
      language: 'en',
      price: { amount: price, currency: 'USD' },
      tags: ['testing'],
    },
  });
  const section = await by.api.addSection({
    params: { id: course.id },
    body: { title: 'First steps' },
  });
  const lecture = await by.api.addLecture({
    params: { id: section.id },
    body: {
      title: 'A red test',
      isPreview,
      ...(article ? { kind: 'article', articleBody: article } : { kind: 'video' }),
    },
  });
  return { courseId: course.id, slug: course.slug, title, lectureId: lecture.id };
}
