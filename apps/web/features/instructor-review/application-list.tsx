'use client';

import { Avatar } from '@edumaster/ui/avatar';
import { Badge } from '@edumaster/ui/badge';
import { ChevronRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { browserApi } from '#web/api/browser-api.ts';
import type { WaitingApplication } from '#web/api/instructors.ts';
import { LoadMorePages } from '../paging/load-more-pages.tsx';
import { useMorePages } from '../paging/use-more-pages.ts';

export interface ApplicationListProps {
  readonly first: readonly WaitingApplication[];
  readonly nextCursor: string | null;
}

export function ApplicationList({ first, nextCursor }: ApplicationListProps) {
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.listApplications({ query: { cursor } }),
  );
  return (
    <>
      <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
        {[...first, ...paging.items].map((application) => (
          <li key={application.userId}>
            <ApplicationRow application={application} />
          </li>
        ))}
      </ul>
      <LoadMorePages paging={paging} />
    </>
  );
}

function ApplicationRow({ application }: { application: WaitingApplication }) {
  const t = useTranslations('instructorReview');
  const format = useFormatter();
  const { userId, name, headline, missing, submittedAt } = application;
  const when = format.dateTime(new Date(submittedAt), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="relative flex items-center gap-4 px-4 py-4 hover:bg-sunken/60 sm:px-6">
      <Avatar name={name} className="max-sm:hidden" />
      <div className="min-w-0 grow">
        <h2 className="font-display text-lg leading-snug font-semibold">
          <Link
            href={`/moderation/instructors/${userId}`}
            prefetch={false}
            className="stretched focus-visible:-outline-offset-2"
          >
            {name}
          </Link>
        </h2>
        <p className="mt-0.5 text-sm break-words text-ink-soft">
          {`${headline} · ${t('submitted', { when })}`}
        </p>
      </div>
      <Badge tone={missing.length > 0 ? 'neutral' : 'accent'}>
        {missing.length > 0 ? t('missingCount', { count: missing.length }) : t('whole')}
      </Badge>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-ink-faint rtl:rotate-180" />
    </div>
  );
}
