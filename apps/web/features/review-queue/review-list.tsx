'use client';

import { Avatar } from '@edumaster/ui/avatar';
import { Badge } from '@edumaster/ui/badge';
import { ChevronRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { browserApi } from '#web/api/browser-api.ts';
import type { Review } from '#web/api/moderation.ts';
import { LoadMorePages } from '../paging/load-more-pages.tsx';
import { useMorePages } from '../paging/use-more-pages.ts';

export interface ReviewListProps {
  readonly first: readonly Review[];
  readonly nextCursor: string | null;
}

export function ReviewList({ first, nextCursor }: ReviewListProps) {
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.listReviews({ query: { cursor } }),
  );
  return (
    <>
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
        {[...first, ...paging.items].map((review) => (
          <li key={review.courseId}>
            <ReviewRow review={review} />
          </li>
        ))}
      </ul>
      <LoadMorePages paging={paging} />
    </>
  );
}

function ReviewRow({ review }: { review: Review }) {
  const t = useTranslations('reviewQueue');
  const format = useFormatter();
  const when = format.dateTime(new Date(review.submittedAt), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (
    <div className="relative flex items-center gap-4 px-4 py-4 hover:bg-sunken/60 sm:px-6">
      <Avatar name={review.instructor.name} className="max-sm:hidden" />
      <div className="min-w-0 grow">
        <h2 className="font-display text-lg leading-snug font-semibold">
          <Link
            href={`/moderation/${review.courseId}`}
            prefetch={false}
            className="stretched focus-visible:-outline-offset-2"
          >
            {review.title}
          </Link>
        </h2>
        <p className="mt-0.5 text-sm text-ink-soft">
          {`${t('by', { name: review.instructor.name })} · ${t('submitted', { when })}`}
        </p>
      </div>
      <Badge tone={review.version > 1 ? 'neutral' : 'accent'}>
        {review.version > 1 ? t('version', { version: review.version }) : t('newCourse')}
      </Badge>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-ink-faint rtl:rotate-180" />
    </div>
  );
}
