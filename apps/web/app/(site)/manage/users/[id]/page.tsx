import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { Me } from '#web/api/identity.ts';
import type { Account } from '#web/api/members.ts';
import { currentTenant, serverApi, unlessStatus } from '#web/api/server-api.ts';
import { ManageGate } from '#web/features/manage/manage-gate.tsx';
import { maySee } from '#web/features/manage/manage-sections.ts';
import { StatusBadge } from '#web/features/manage/status-badge.tsx';
import { AccountFacts } from '#web/features/manage/users/account-facts.tsx';
import { allowedDecisions, mayActAs } from '#web/features/manage/users/allowed-decisions.ts';
import { ImpersonateDialog } from '#web/features/manage/users/impersonate-dialog.tsx';
import { StatusDialog } from '#web/features/manage/users/status-dialog.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('manage.users');
  return { title: t('account'), robots: { index: false } };
}

export default async function UserPage({ params }: PageProps) {
  const { id } = await params;
  return (
    <ManageGate section="/manage/users" returnTo={`/manage/users/${encodeURIComponent(id)}`}>
      {(person) => AccountPage({ person, id })}
    </ManageGate>
  );
}

async function AccountPage({ person, id }: { person: Me; id: string }) {
  const [t, api, tenant] = await Promise.all([
    getTranslations('manage.users'),
    serverApi(),
    currentTenant(),
  ]);
  const account = await unlessStatus(api.readAccount({ params: { id } }), [404, 422]);
  if (!account) notFound();
  return (
    <ClientMessages namespaces={['shell', 'errors', 'manage']}>
      <Link
        href="/manage/users"
        prefetch={false}
        className="mb-4 inline-flex min-h-9 items-center gap-2 text-sm font-medium text-ink-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
        {t('back')}
      </Link>
      <div className="mb-6 flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 font-display text-title font-semibold break-words">
          {account.name}
        </h1>
        <StatusBadge status={account.accountStatus} />
      </div>
      <AccountFacts account={account} tenantId={tenant.id} />
      <Decisions person={person} account={account} />
    </ClientMessages>
  );
}

async function Decisions({ person, account }: { person: Me; account: Account }) {
  const t = await getTranslations('manage.users');
  const decisions = allowedDecisions(person, account);
  const { id, name } = account;
  if (id === person.id) return <p className="mt-6 text-ink-soft">{t('own')}</p>;
  return (
    <>
      {decisions.length > 0 && (
        <section className="mt-10">
          <h2 className="mb-4 font-display text-heading font-semibold">{t('decide')}</h2>
          <div className="flex flex-wrap gap-3">
            {decisions.map((decision) => (
              <StatusDialog
                key={`${decision} ${account.accountStatus}`}
                account={{ id, name }}
                decision={decision}
              />
            ))}
          </div>
        </section>
      )}
      {mayActAs(person, account) && (
        <section className="mt-10">
          <h2 className="font-display text-heading font-semibold">{t('support')}</h2>
          <p className="mt-1 mb-4 max-w-prose text-ink-soft">{t('supportText', { name })}</p>
          <ImpersonateDialog account={{ id, name }} />
        </section>
      )}
      {maySee(person, '/manage/audit-log') && (
        <p className="mt-10">
          <Link
            href={`/manage/audit-log?userId=${id}`}
            prefetch={false}
            className="font-medium text-brand-ink underline decoration-brand/40 underline-offset-4"
          >
            {t('history')}
          </Link>
        </p>
      )}
    </>
  );
}
