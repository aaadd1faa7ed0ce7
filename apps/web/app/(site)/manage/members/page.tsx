import { EmptyState } from '@edumaster/ui/empty-state';
import { Users } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentTenant, serverApi } from '#web/api/server-api.ts';
import type { Me } from '#web/api/identity.ts';
import { ManageGate } from '#web/features/manage/manage-gate.tsx';
import { grantableRoles, rolesOfKind } from '#web/features/manage/members/grantable-roles.ts';
import { InvitationList } from '#web/features/manage/members/invitation-list.tsx';
import { InviteDialog } from '#web/features/manage/members/invite-dialog.tsx';
import { MemberList } from '#web/features/manage/members/member-list.tsx';
import { SearchBar } from '#web/features/manage/search-bar.tsx';
import { textOf } from '#web/features/manage/text-of.ts';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('manage.members');
  return { title: t('title'), robots: { index: false } };
}

export default async function MembersPage({ searchParams }: PageProps) {
  const given = await searchParams;
  const q = textOf(given['q']).slice(0, 100);
  const role = textOf(given['role']);
  return (
    <ManageGate section="/manage/members">{(person) => Members({ person, q, role })}</ManageGate>
  );
}

async function Members({ person, q, role }: { person: Me; q: string; role: string }) {
  const [t, tenant, api] = await Promise.all([
    getTranslations('manage'),
    currentTenant(),
    serverApi(),
  ]);
  const roles = rolesOfKind(tenant.kind);
  const query = {
    ...(q ? { q } : {}),
    ...(roles.some((known) => known === role) ? { role } : {}),
  };
  const [members, invitations] = await Promise.all([
    api.listMembers({ query }),
    api.listInvitations({ query: {} }),
  ]);
  const seesAddresses = person.roles.some((own) => own === 'admin' || own === 'owner');
  return (
    <ClientMessages namespaces={['shell', 'errors', 'manage']}>
      <PageHeading
        title={t('members.title')}
        lead={t('members.lead', { tenant: tenant.name })}
        action={<InviteDialog tenantName={tenant.name} roles={grantableRoles(person)} />}
      />
      <SearchBar
        action="/manage/members"
        words={{
          label: t(seesAddresses ? 'members.searchLabel' : 'members.searchNames'),
          value: q,
        }}
        choice={{
          name: 'role',
          label: t('members.role'),
          value: query.role ?? '',
          any: t('members.anyRole'),
          options: roles.map((value) => ({ value, label: t(`roles.${value}`) })),
        }}
      />
      {members.items.length > 0 ? (
        <MemberList
          key={`${q} ${role}`}
          first={members.items}
          nextCursor={members.nextCursor}
          query={query}
          viewer={{ id: person.id, roles: person.roles }}
          tenantName={tenant.name}
        />
      ) : (
        <EmptyState
          icon={<Users aria-hidden="true" />}
          title={t('nothingFound')}
          description={t('nothingFoundText')}
        />
      )}
      {invitations.items.length > 0 && (
        <InvitationList first={invitations.items} nextCursor={invitations.nextCursor} />
      )}
    </ClientMessages>
  );
}
