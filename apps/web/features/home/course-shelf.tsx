import { ArrowRight } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { useId } from 'react';
import type { CourseSummary } from '#web/api/courses.ts';
import { CourseGrid } from '../courses/course-grid.tsx';
import { CourseTile } from '../courses/course-tile.tsx';

export interface CourseShelfProps {
  readonly title: string;
  readonly href: string;
  readonly courses: readonly CourseSummary[];
}

export function CourseShelf({ title, href, courses }: CourseShelfProps) {
  const headingId = useId();
  if (courses.length === 0) return null;
  return (
    <section aria-labelledby={headingId}>
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={headingId} className="font-display text-heading font-semibold">
          {title}
        </h2>
        <SeeAll href={href} of={headingId} />
      </div>
      <CourseGrid>
        {courses.map((course) => (
          <li key={course.id}>
            <CourseTile course={course} />
          </li>
        ))}
      </CourseGrid>
    </section>
  );
}

async function SeeAll({ href, of }: { href: string; of: string }) {
  const t = await getTranslations('home');
  return (
    <Link
      href={href}
      prefetch={false}
      aria-describedby={of}
      className="inline-flex items-center gap-1.5 py-1 font-semibold text-brand-ink underline-offset-4 hover:underline"
    >
      {t('seeAll')}
      <ArrowRight aria-hidden="true" className="size-4 rtl:rotate-180" />
    </Link>
  );
}
