import { Badge } from '@edumaster/ui/badge';
import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { AuditEntry } from '#web/api/members.ts';
import { serverApi } from '#web/api/server-api.ts';
import { EntryList } from '#web/features/manage/audit-log/entry-list.tsx';
import { filterableActions } from '#web/features/manage/audit-log/filterable-actions.ts';
import { ManageGate } from '#web/features/manage/manage-gate.tsx';
import { SearchBar } from '#web/features/manage/search-bar.tsx';
import { textOf } from '#web/features/manage/text-of.ts';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('manage.auditLog');
  return { title: t('title'), robots: { index: false } };
}

export default async function AuditLogPage({ searchParams }: PageProps) {
  const given = await searchParams;
  const userId = textOf(given['userId']);
  const action = filterableActions.find((known) => known === textOf(given['action']));
  const query = {
    ...(uuid.test(userId) ? { userId } : {}),
    ...(action ? { action } : {}),
  };
  return <ManageGate section="/manage/audit-log">{() => Log(query)}</ManageGate>;
}

async function Log(query: { userId?: string; action?: string }) {
  const [t, api] = await Promise.all([getTranslations('manage'), serverApi()]);
  const { items, nextCursor } = await api.readAuditLog({ query });
  const isFiltered = query.userId !== undefined || query.action !== undefined;
  return (
    <ClientMessages namespaces={['shell', 'errors', 'manage']}>
      <PageHeading title={t('auditLog.title')} lead={t('auditLog.lead')} />
      <SearchBar
        action="/manage/audit-log"
        choice={{
          name: 'action',
          label: t('auditLog.action'),
          value: query.action ?? '',
          any: t('auditLog.anyAction'),
          options: filterableActions.map((value) => ({
            value,
            label: t(`auditLog.actions.${keyOf(value)}`),
          })),
        }}
      />
      {query.userId !== undefined && <OnlyPerson name={nameIn(items, query.userId)} />}
      {items.length > 0 ? (
        <EntryList
          key={JSON.stringify(query)}
          first={items}
          nextCursor={nextCursor}
          query={query}
        />
      ) : (
        <EmptyState
          icon={<ScrollText aria-hidden="true" />}
          title={t(isFiltered ? 'auditLog.nothingFound' : 'auditLog.emptyTitle')}
          description={t(isFiltered ? 'auditLog.nothingFoundText' : 'auditLog.emptyText')}
        />
      )}
    </ClientMessages>
  );
}

async function OnlyPerson({ name }: { name: string | null }) {
  const t = await getTranslations('manage');
  return (
    <p className="mb-6 flex flex-wrap items-center gap-2">
      <Badge tone="brand">
        {t('auditLog.onlyPerson', { name: name ?? t('auditLog.aPerson') })}
      </Badge>
      <Link
        href="/manage/audit-log"
        prefetch={false}
        className={buttonStyle({ variant: 'ghost', size: 'sm' })}
      >
        {t('clear')}
      </Link>
    </p>
  );
}

function nameIn(items: readonly AuditEntry[], userId: string): string | null {
  const people = items.flatMap(({ actor, subject }) => [
    actor.person,
    actor.impersonatedBy,
    subject,
  ]);
  return people.find((person) => person?.id === userId)?.name ?? null;
}

type Action = (typeof filterableActions)[number];
type Key<Name extends string> = Name extends `${infer Thing}.${infer Done}`
  ? `${Thing}_${Done}`
  : never;

function keyOf(action: Action): Key<Action> {
  return action.replace('.', '_') as Key<Action>;
}
