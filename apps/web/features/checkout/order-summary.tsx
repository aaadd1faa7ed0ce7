import { Card } from '@edumaster/ui/card';
import { CourseCover } from '@edumaster/ui/course-cover';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Course } from '#web/api/courses.ts';
import { formatPrice } from '#web/platform/format.ts';
import { CoursePrice } from '../courses/course-price.tsx';
import { PayButton } from './pay-button.tsx';

/** What is bought, what it costs, and the one thing to press. */
export function OrderSummary({ course }: { readonly course: Course }) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  return (
    <Card className="overflow-hidden">
      <section aria-labelledby="order" className="p-5 sm:p-6">
        <h2 id="order" className="text-sm font-semibold text-ink-soft">
          {t('order')}
        </h2>
        <div className="mt-4 flex items-start gap-4">
          <div className="w-28 shrink-0 overflow-hidden rounded-control sm:w-36">
            <CourseCover
              title={course.title}
              category={course.category}
              imageUrl={course.thumbnailUrl ?? undefined}
              sizes="9rem"
            />
          </div>
          <div className="min-w-0 grow">
            <Link
              href={`/courses/${course.slug}`}
              prefetch={false}
              className="font-semibold break-words hover:underline"
            >
              {course.title}
            </Link>
            <p className="mt-0.5 text-sm break-words text-ink-soft">{course.instructor.name}</p>
            <p className="mt-2 font-semibold">
              <CoursePrice price={course.price} locale={locale} />
            </p>
          </div>
        </div>
        <p className="mt-6 flex items-baseline justify-between gap-4 border-t border-line pt-5">
          <span className="font-semibold">{t('total')}</span>
          <span className="font-display text-2xl font-semibold">
            {formatPrice(course.price, locale)}
          </span>
        </p>
        <div className="mt-5">
          <PayButton courseId={course.id} price={formatPrice(course.price, locale)} />
        </div>
        <p className="mt-4 text-sm text-ink-soft">{t('where')}</p>
      </section>
    </Card>
  );
}
