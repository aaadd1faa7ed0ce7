import { Badge } from '@edumaster/ui/badge';
import { Card } from '@edumaster/ui/card';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Account } from '#web/api/members.ts';
import { RoleBadges } from '../role-badges.tsx';

/** What staff sees of an account. */
export function AccountFacts({ account, tenantId }: { account: Account; tenantId: string }) {
  const t = useTranslations('manage.users');
  const format = useFormatter();
  const time = (value: string) =>
    format.dateTime(new Date(value), { dateStyle: 'medium', timeStyle: 'short' });
  const elsewhere = account.memberships.filter((membership) => membership.tenantId !== tenantId);
  return (
    <Card className="p-5 sm:p-6">
      <dl className="grid gap-5 sm:grid-cols-2">
        <Fact label={t('email')}>
          <span className="me-2 break-all">{account.email}</span>
          <Badge tone={account.emailVerified ? 'brand' : 'accent'}>
            {t(account.emailVerified ? 'verified' : 'notVerified')}
          </Badge>
        </Fact>
        <Fact label={t('marketplaceRoles')}>
          {account.roles.length > 0 ? <RoleBadges roles={account.roles} /> : t('noRoles')}
        </Fact>
        <Fact label={t('since')}>{time(account.createdAt)}</Fact>
        <Fact label={t('lastSeen')}>
          {account.lastSeenAt === null ? t('never') : time(account.lastSeenAt)}
        </Fact>
        {elsewhere.length > 0 && (
          <Fact label={t('elsewhere')}>
            <RoleBadges roles={[...new Set(elsewhere.flatMap(({ roles }) => roles))]} />
          </Fact>
        )}
      </dl>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-faint">{label}</dt>
      <dd className="mt-1">{children}</dd>
    </div>
  );
}
