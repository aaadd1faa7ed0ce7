'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { browserApi } from '#web/api/browser-api.ts';
import type { AuditEntry } from '#web/api/members.ts';
import { LoadMorePages } from '../../paging/load-more-pages.tsx';
import { useMorePages } from '../../paging/use-more-pages.ts';
import { sentenceOf } from './entry-sentence.ts';

export interface EntryListProps {
  readonly first: readonly AuditEntry[];
  readonly nextCursor: string | null;
  readonly query: { readonly userId?: string; readonly action?: string };
}

export function EntryList({ first, nextCursor, query }: EntryListProps) {
  const t = useTranslations('manage.auditLog');
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.readAuditLog({ query: { ...query, cursor } }),
  );
  return (
    <>
      <ol
        aria-label={t('list')}
        className="divide-y divide-line rounded-card border border-line bg-surface shadow-card"
      >
        {[...first, ...paging.items].map((entry) => (
          <li key={entry.id} className="px-4 py-4 sm:px-6">
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      <LoadMorePages paging={paging} />
    </>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const t = useTranslations('manage');
  const format = useFormatter();
  const { reason } = entry.details;
  return (
    <div className="gap-x-6 sm:grid sm:grid-cols-[10.5rem_minmax(0,1fr)]">
      <time dateTime={entry.at} className="text-sm text-ink-faint tabular-nums">
        {format.dateTime(new Date(entry.at), { dateStyle: 'medium', timeStyle: 'short' })}
      </time>
      <div className="min-w-0">
        <p>
          <Actor actor={entry.actor} /> {sentenceOf(entry, { t, format })}
        </p>
        {typeof reason === 'string' && (
          <p className="mt-1 text-sm break-words text-ink-soft">
            {t('auditLog.reason', { reason })}
          </p>
        )}
        {entry.actor.reason !== null && (
          <p className="mt-1 text-sm text-ink-soft">
            {t('auditLog.why', { reason: entry.actor.reason })}
          </p>
        )}
      </div>
    </div>
  );
}

function Actor({ actor }: { actor: AuditEntry['actor'] }) {
  const t = useTranslations('manage.auditLog');
  const { person, impersonatedBy } = actor;
  if (!person) return <strong className="font-semibold">{t('system')}</strong>;
  const name = person.name ?? t('somebody');
  const admin = impersonatedBy?.name ?? t('somebody');
  return (
    <Link
      href={`/manage/audit-log?userId=${(impersonatedBy ?? person).id}`}
      prefetch={false}
      className="font-semibold underline decoration-line-strong/50 underline-offset-4 hover:decoration-ink"
    >
      {impersonatedBy ? t('inNameOf', { admin, name }) : name}
    </Link>
  );
}
