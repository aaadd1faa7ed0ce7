'use client';

import { Badge } from '@edumaster/ui/badge';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { AdministeredTenant, TenantKind, Tier } from '#web/api/tenancy.ts';
import { LoadMorePages } from '../../paging/load-more-pages.tsx';
import { useMorePages } from '../../paging/use-more-pages.ts';
import { ChangeTierDialog } from './change-tier-dialog.tsx';
import { tierName } from './tier-name.ts';

export interface TenantListProps {
  readonly first: readonly AdministeredTenant[];
  readonly nextCursor: string | null;
  readonly tiers: readonly Tier[];
  readonly query: { readonly q?: string; readonly kind?: TenantKind };
}

export function TenantList({ first, nextCursor, tiers, query }: TenantListProps) {
  const t = useTranslations('manageTenants');
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.listTenants({ query: { ...query, cursor } }),
  );
  return (
    <>
      <ul
        aria-label={t('list')}
        className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card"
      >
        {[...first, ...paging.items].map((tenant) => (
          <li key={tenant.id}>
            <TenantRow tenant={tenant} tiers={tiers} />
          </li>
        ))}
      </ul>
      <LoadMorePages paging={paging} />
    </>
  );
}

interface TenantRowProps {
  readonly tenant: AdministeredTenant;
  readonly tiers: readonly Tier[];
}

function TenantRow({ tenant, tiers }: TenantRowProps) {
  const t = useTranslations('manageTenants');
  const format = useFormatter();
  // Pages that were loaded later are not asked for again after a change.
  const [tier, setTier] = useState(tenant.tier);
  const { name, kind, hasOwnDatabase } = tenant;
  const when = format.dateTime(new Date(tenant.createdAt), { dateStyle: 'medium' });
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 py-4 sm:px-6">
      <div className="min-w-0 grow basis-72">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
          <Badge tone={kind === 'marketplace' ? 'brand' : 'neutral'}>{t(`kinds.${kind}`)}</Badge>
        </p>
        <Addresses tenant={tenant} />
        <p className="text-sm [overflow-wrap:anywhere] text-ink-soft">
          <OwnerWords tenant={tenant} />
          {` · ${t('since', { when })}`}
        </p>
        <p className="mt-2 flex flex-wrap gap-1.5">
          <Badge tone="outline">{t('tier', { tier: tierName(t, tier) })}</Badge>
          <Badge tone={hasOwnDatabase ? 'accent' : 'outline'}>
            {t(hasOwnDatabase ? 'ownDatabase' : 'platformDatabase')}
          </Badge>
        </p>
      </div>
      {kind !== 'marketplace' && (
        <ChangeTierDialog tenant={tenant} current={tier} tiers={tiers} onChanged={setTier} />
      )}
    </div>
  );
}

function OwnerWords({ tenant: { kind, owners } }: Pick<TenantRowProps, 'tenant'>) {
  const t = useTranslations('manageTenants');
  const format = useFormatter();
  if (kind === 'marketplace') return t('byAdmins');
  if (owners.length === 0) return t('noOwner');
  return t('ownedBy', { names: format.list(owners.map((owner) => owner.name)) });
}

/** Its own domains after the subdomain; those may not lead here yet, so only that one is a link. */
function Addresses({ tenant: { name, url, domains } }: Pick<TenantRowProps, 'tenant'>) {
  const t = useTranslations('manageTenants');
  return (
    <ul
      aria-label={t('addresses', { name })}
      className="flex flex-wrap gap-x-3 text-sm [overflow-wrap:anywhere]"
    >
      <li>
        <a href={url} className="text-brand-ink underline-offset-4 hover:underline">
          {new URL(url).host}
        </a>
      </li>
      {domains.map((domain) => (
        <li key={domain}>{domain}</li>
      ))}
    </ul>
  );
}
