'use client';

import { Card } from '@edumaster/ui/card';
import { useFormatter, useTranslations } from 'next-intl';
import { browserApi } from '#web/api/browser-api.ts';
import type { SecurityEntry } from '#web/api/identity.ts';
import { LoadMorePages } from '../paging/load-more-pages.tsx';
import { useMorePages } from '../paging/use-more-pages.ts';
import { ActivityIcon } from './activity-icon.tsx';
import { activitySentence } from './activity-sentence.ts';

export interface ActivityListProps {
  readonly first: readonly SecurityEntry[];
  readonly nextCursor: string | null;
  readonly pageSize: number;
}

export function ActivityList({ first, nextCursor, pageSize }: ActivityListProps) {
  const t = useTranslations('securityLog');
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.readSecurityLog({ query: { cursor, limit: pageSize } }),
  );
  return (
    <>
      <Card>
        <ol aria-label={t('list')} className="divide-y divide-line">
          {[...first, ...paging.items].map((entry) => (
            <Activity key={entry.id} entry={entry} />
          ))}
        </ol>
      </Card>
      <LoadMorePages paging={paging} />
    </>
  );
}

function Activity({ entry }: { readonly entry: SecurityEntry }) {
  const t = useTranslations('securityLog');
  const format = useFormatter();
  const { reason } = entry.details;
  const at = format.dateTime(new Date(entry.at), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return (
    <li className="flex gap-4 p-4 sm:p-5">
      <ActivityIcon action={entry.action} />
      <div className="min-w-0 grow">
        <p className="font-semibold break-words">{activitySentence(entry, { t, format })}</p>
        <p className="mt-0.5 text-sm text-ink-soft tabular-nums">
          <time dateTime={entry.at}>{at}</time> · {t(`by.${entry.by}`)}
        </p>
        {typeof reason === 'string' && (
          <p className="mt-1 text-sm break-words text-ink-soft">{t('reason', { reason })}</p>
        )}
      </div>
    </li>
  );
}
