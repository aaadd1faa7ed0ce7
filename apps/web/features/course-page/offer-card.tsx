import { Badge } from '@edumaster/ui/badge';
import { buttonStyle } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { cn } from '@edumaster/ui/class-names';
import { CourseCover } from '@edumaster/ui/course-cover';
import { Progress } from '@edumaster/ui/progress';
import { CirclePlay, Infinity as Forever, MonitorSmartphone, Video } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Course } from '#web/api/courses.ts';
import { formatLength } from '#web/platform/format.ts';
import { CoursePrice } from '../courses/course-price.tsx';
import { BuyLink } from './buy-link.tsx';
import { lecturesOf, previewOf, secondsOf } from './course-facts.ts';
import { EnrollButton } from './enroll-button.tsx';

export interface OfferCardProps {
  readonly course: Course;
  readonly isSignedIn: boolean;
  /** Of a person who is enrolled. */
  readonly completionPercentage: number | undefined;
}

/** What it costs and the one thing to press. */
export function OfferCard({ course, isSignedIn, completionPercentage }: OfferCardProps) {
  const isEnrolled = completionPercentage !== undefined;
  return (
    <Card className="overflow-hidden shadow-lift">
      <OfferCover course={course} />
      <div className="space-y-5 p-5 sm:p-6">
        {isEnrolled ? (
          <YourProgress course={course} percent={completionPercentage} />
        ) : (
          <>
            <OfferPrice course={course} />
            {course.price.amount === 0 ? (
              <EnrollButton courseId={course.id} slug={course.slug} isSignedIn={isSignedIn} />
            ) : (
              <BuyLink courseId={course.id} />
            )}
          </>
        )}
        <Includes course={course} />
      </div>
    </Card>
  );
}

function OfferCover({ course }: { course: Course }) {
  const t = useTranslations('course');
  const preview = previewOf(course);
  return (
    <div className="group relative">
      <CourseCover
        title={course.title}
        category={course.category}
        imageUrl={course.thumbnailUrl ?? undefined}
        sizes="(min-width: 64rem) 24rem, 92vw"
        eager
      />
      {preview && (
        <Link
          href={`/learn/${course.id}/${preview.id}`}
          prefetch={false}
          aria-label={t('watchPreview', { title: preview.title })}
          className="absolute inset-0 grid place-items-center bg-black/25 text-white transition-colors hover:bg-black/40 focus-visible:-outline-offset-4"
        >
          <span className="flex items-center gap-2 rounded-full bg-black/75 px-4 py-2.5 font-semibold transition-transform group-hover:scale-105">
            <CirclePlay aria-hidden="true" className="size-5" />
            {t('preview')}
          </span>
        </Link>
      )}
    </div>
  );
}

function OfferPrice({ course }: { course: Course }) {
  const t = useTranslations('course');
  const locale = useLocale();
  const { discountPercent } = course.price;
  return (
    <p className="flex flex-wrap items-center gap-3 font-display text-3xl font-semibold">
      <CoursePrice price={course.price} locale={locale} />
      {discountPercent !== undefined && (
        <Badge tone="accent" className="font-sans">
          {t('discount', { percent: discountPercent })}
        </Badge>
      )}
    </p>
  );
}

function YourProgress({ course, percent }: { course: Course; percent: number }) {
  const t = useTranslations('course');
  return (
    <>
      <div>
        <p className="mb-2 font-semibold">{t('yourProgress', { percent: Math.round(percent) })}</p>
        <Progress value={percent} label={t('progressLabel')} />
      </div>
      <Link
        href={`/learn/${course.id}`}
        prefetch={false}
        className={cn(buttonStyle({ size: 'lg', wide: true }))}
      >
        {percent > 0 ? t('continue') : t('start')}
      </Link>
    </>
  );
}

function Includes({ course }: { course: Course }) {
  const t = useTranslations('course');
  const locale = useLocale();
  const seconds = secondsOf(lecturesOf(course));
  return (
    <div>
      <h2 className="text-sm font-semibold">{t('includes')}</h2>
      <ul className="mt-2.5 space-y-2 text-sm text-ink-soft [&_li]:flex [&_li]:items-center [&_li]:gap-2.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-brand">
        {seconds > 0 && (
          <li>
            <Video aria-hidden="true" />
            {t('includesVideo', { duration: formatLength(seconds, locale) })}
          </li>
        )}
        <li>
          <Forever aria-hidden="true" />
          {t('includesAccess')}
        </li>
        <li>
          <MonitorSmartphone aria-hidden="true" />
          {t('includesDevices')}
        </li>
      </ul>
    </div>
  );
}
