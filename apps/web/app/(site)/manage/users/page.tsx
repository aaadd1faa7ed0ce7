import { EmptyState } from '@edumaster/ui/empty-state';
import { Users } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { AccountStatus } from '#web/api/members.ts';
import { serverApi } from '#web/api/server-api.ts';
import { ManageGate } from '#web/features/manage/manage-gate.tsx';
import { SearchBar } from '#web/features/manage/search-bar.tsx';
import { textOf } from '#web/features/manage/text-of.ts';
import { AccountList } from '#web/features/manage/users/account-list.tsx';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

const statuses: readonly AccountStatus[] = ['active', 'suspended', 'banned', 'deleted'];

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('manage.users');
  return { title: t('title'), robots: { index: false } };
}

export default async function UsersPage({ searchParams }: PageProps) {
  const given = await searchParams;
  const q = textOf(given['q']).slice(0, 100);
  const status = statuses.find((known) => known === textOf(given['status']));
  return <ManageGate section="/manage/users">{() => Accounts({ q, status })}</ManageGate>;
}

async function Accounts({ q, status }: { q: string; status: AccountStatus | undefined }) {
  const [t, api] = await Promise.all([getTranslations('manage'), serverApi()]);
  const query = { ...(q ? { q } : {}), ...(status ? { status } : {}) };
  const page = await api.searchAccounts({ query });
  return (
    <ClientMessages namespaces={['shell', 'errors', 'manage']}>
      <PageHeading title={t('users.title')} lead={t('users.lead')} />
      <SearchBar
        action="/manage/users"
        words={{ label: t('users.searchLabel'), value: q }}
        choice={{
          name: 'status',
          label: t('users.status'),
          value: status ?? '',
          any: t('users.anyStatus'),
          options: statuses.map((value) => ({ value, label: t(`statuses.${value}`) })),
        }}
      />
      {page.items.length > 0 ? (
        <AccountList
          key={`${q} ${status}`}
          first={page.items}
          nextCursor={page.nextCursor}
          query={query}
        />
      ) : (
        <EmptyState
          icon={<Users aria-hidden="true" />}
          title={t('nothingFound')}
          description={t('nothingFoundText')}
        />
      )}
    </ClientMessages>
  );
}
