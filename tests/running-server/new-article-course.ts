import type { Visitor } from './visitor.ts';

export interface ArticleCourse {
  readonly courseId: string;
  readonly slug: string;
  readonly title: string;
  readonly sectionId: string;
  readonly lectureId: string;
}

/** A draft that can be submitted at once: its one lecture is an article. */
export async function newArticleCourse(by: Visitor): Promise<ArticleCourse> {
  const title = `Notes on ${crypto.randomUUID().slice(0, 8)}`;
  const course = await by.api.createCourse({
    body: {
      title,
      description: 'One article, read in a minute, so that nobody has to wait for a video.',
      category: 'music',
      level: 'intermediate',
      language: 'en',
      price: { amount: 0, currency: 'USD' },
    },
  });
  const section = await by.api.addSection({
    params: { id: course.id },
    body: { title: 'All of it' },
  });
  const lecture = await by.api.addLecture({
    params: { id: section.id },
    body: { title: 'Read me', kind: 'article', articleBody: 'A short text.' },
  });
  const { id: courseId, slug } = course;
  return { courseId, slug, title, sectionId: section.id, lectureId: lecture.id };
}
