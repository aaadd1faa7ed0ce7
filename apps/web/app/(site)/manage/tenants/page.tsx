import { EmptyState } from '@edumaster/ui/empty-state';
import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { serverApi } from '#web/api/server-api.ts';
import type { TenantKind } from '#web/api/tenancy.ts';
import { ManageGate } from '#web/features/manage/manage-gate.tsx';
import { SearchBar } from '#web/features/manage/search-bar.tsx';
import { TenantList } from '#web/features/manage/tenants/tenant-list.tsx';
import { textOf } from '#web/features/manage/text-of.ts';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

const kinds: readonly TenantKind[] = ['marketplace', 'academy', 'organization'];

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('manageTenants');
  return { title: t('title'), robots: { index: false } };
}

export default async function TenantsPage({ searchParams }: PageProps) {
  const given = await searchParams;
  const q = textOf(given['q']).slice(0, 100);
  const kind = kinds.find((known) => known === textOf(given['kind']));
  return <ManageGate section="/manage/tenants">{() => Tenants({ q, kind })}</ManageGate>;
}

async function Tenants({ q, kind }: { q: string; kind: TenantKind | undefined }) {
  const [t, api] = await Promise.all([getTranslations('manageTenants'), serverApi()]);
  const query = { ...(q ? { q } : {}), ...(kind ? { kind } : {}) };
  const [page, tiers] = await Promise.all([api.listTenants({ query }), api.listTiers()]);
  return (
    <ClientMessages namespaces={['shell', 'errors', 'manage', 'manageTenants']}>
      <PageHeading title={t('title')} lead={t('lead')} />
      <SearchBar
        action="/manage/tenants"
        words={{ label: t('searchLabel'), value: q }}
        choice={{
          name: 'kind',
          label: t('kind'),
          value: kind ?? '',
          any: t('anyKind'),
          options: kinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
        }}
      />
      {page.items.length > 0 ? (
        <TenantList
          key={`${q} ${kind}`}
          first={page.items}
          nextCursor={page.nextCursor}
          tiers={tiers.items}
          query={query}
        />
      ) : (
        <EmptyState
          icon={<Building2 aria-hidden="true" />}
          title={t('nothingFound')}
          description={t('nothingFoundText')}
        />
      )}
    </ClientMessages>
  );
}
