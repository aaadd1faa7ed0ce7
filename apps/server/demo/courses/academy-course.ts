import type { DemoCourse } from './demo-course.ts';
import { ines } from './instructors.ts';

/** The academy's own course, which the marketplace does not show. */
export const academyCourse: DemoCourse = {
  slug: 'welcome-to-acme-academy',
  title: 'Welcome to Acme Academy',
  subtitle: 'How we work, for everyone who joins',
  description:
    'What every new colleague at Acme should know in the first week: how we write, how we decide, how we ask for help. Three short texts, then you are one of us.',
  category: 'business',
  level: 'beginner',
  price: 0,
  tags: ['onboarding'],
  instructor: ines,
  publishedDaysAgo: 15,
  sections: [
    {
      title: 'First week',
      lectures: [
        {
          title: 'How we write',
          isPreview: true,
          article:
            'Short, with the request in the first sentence. Whoever reads it on a phone must know what to do.',
        },
        {
          title: 'How we decide',
          article: 'Whoever does the work decides, after asking those who will live with it.',
        },
      ],
    },
  ],
};
