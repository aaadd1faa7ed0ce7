import type { Course } from '#web/api/courses.ts';
import { lecturesOf, secondsOf } from './course-facts.ts';

export interface CourseJsonLdProps {
  readonly course: Course;
  readonly origin: string;
  readonly provider: string;
}

/** What search engines read about the course. */
export function CourseJsonLd(props: CourseJsonLdProps) {
  // A title may hold "</script>": without a single "<" it cannot end the element.
  const json = JSON.stringify(describe(props)).replaceAll('<', '\\u003c');
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}

function describe({ course, origin, provider }: CourseJsonLdProps) {
  const url = `${origin}/courses/${course.slug}`;
  const digits =
    new Intl.NumberFormat('en', {
      style: 'currency',
      currency: course.price.currency,
    }).resolvedOptions().maximumFractionDigits ?? 2;
  return {
    '@context': 'https://schema.org',
    '@type': 'Course',
    '@id': url,
    url,
    name: course.title,
    description: course.subtitle || course.description.slice(0, 300),
    inLanguage: course.language,
    educationalLevel: course.level,
    provider: { '@type': 'Organization', name: provider, url: origin },
    author: { '@type': 'Person', name: course.instructor.name },
    ...(course.thumbnailUrl ? { image: new URL(course.thumbnailUrl, origin).href } : {}),
    offers: {
      '@type': 'Offer',
      category: course.price.amount === 0 ? 'Free' : 'Paid',
      price: (course.price.amount / 10 ** digits).toFixed(digits),
      priceCurrency: course.price.currency,
    },
    hasCourseInstance: {
      '@type': 'CourseInstance',
      courseMode: 'Online',
      courseWorkload: `PT${Math.max(1, Math.round(secondsOf(lecturesOf(course)) / 60))}M`,
    },
    ...(course.rating.count > 0
      ? {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: course.rating.average,
            ratingCount: course.rating.count,
          },
        }
      : {}),
  };
}
