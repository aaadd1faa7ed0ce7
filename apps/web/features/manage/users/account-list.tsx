'use client';

import { Avatar } from '@edumaster/ui/avatar';
import { ChevronRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { browserApi } from '#web/api/browser-api.ts';
import type { AccountStatus, AccountSummary } from '#web/api/members.ts';
import { LoadMorePages } from '../../paging/load-more-pages.tsx';
import { useMorePages } from '../../paging/use-more-pages.ts';
import { RoleBadges } from '../role-badges.tsx';
import { StatusBadge } from '../status-badge.tsx';

export interface AccountListProps {
  readonly first: readonly AccountSummary[];
  readonly nextCursor: string | null;
  readonly query: { readonly q?: string; readonly status?: AccountStatus };
}

export function AccountList({ first, nextCursor, query }: AccountListProps) {
  const t = useTranslations('manage.users');
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.searchAccounts({ query: { ...query, cursor } }),
  );
  return (
    <>
      <ul
        aria-label={t('list')}
        className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card"
      >
        {[...first, ...paging.items].map((account) => (
          <li key={account.id}>
            <AccountRow account={account} />
          </li>
        ))}
      </ul>
      <LoadMorePages paging={paging} />
    </>
  );
}

function AccountRow({ account }: { account: AccountSummary }) {
  const t = useTranslations('manage.users');
  const format = useFormatter();
  const when = format.dateTime(new Date(account.createdAt), { dateStyle: 'medium' });
  return (
    <div className="relative flex items-center gap-4 px-4 py-4 hover:bg-sunken/60 sm:px-6">
      <Avatar name={account.name} className="max-sm:hidden" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          <Link
            href={`/manage/users/${account.id}`}
            prefetch={false}
            className="stretched min-w-0 break-words focus-visible:-outline-offset-2"
          >
            {account.name}
          </Link>
          <StatusBadge status={account.accountStatus} />
        </p>
        <p className="text-sm [overflow-wrap:anywhere] text-ink-soft">
          {`${account.email} · ${t('created', { when })}`}
        </p>
        <div className="mt-2 flex flex-wrap gap-1.5">
          <RoleBadges roles={account.roles} />
        </div>
      </div>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-ink-faint rtl:rotate-180" />
    </div>
  );
}
