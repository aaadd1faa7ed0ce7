'use client';

import { AlertDialog } from '@edumaster/ui/alert-dialog';
import { Avatar } from '@edumaster/ui/avatar';
import { Button } from '@edumaster/ui/button';
import { useFormatter, useTranslations } from 'next-intl';
import { browserApi } from '#web/api/browser-api.ts';
import type { Me } from '#web/api/identity.ts';
import type { Member } from '#web/api/members.ts';
import { LoadMorePages } from '../../paging/load-more-pages.tsx';
import { useMorePages } from '../../paging/use-more-pages.ts';
import { RoleBadges } from '../role-badges.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { useDecision } from '../use-decision.ts';
import { ChangeRolesDialog } from './change-roles-dialog.tsx';
import { grantableRoles, mayChangeRoles } from './grantable-roles.ts';
import { memberRefusal } from './member-refusal.ts';

export interface MemberListProps {
  readonly first: readonly Member[];
  readonly nextCursor: string | null;
  readonly query: { readonly q?: string; readonly role?: string };
  readonly viewer: Pick<Me, 'id' | 'roles'>;
  readonly tenantName: string;
}

export function MemberList({ first, nextCursor, query, viewer, tenantName }: MemberListProps) {
  const t = useTranslations('manage.members');
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.listMembers({ query: { ...query, cursor } }),
  );
  return (
    <>
      <ul
        aria-label={t('list')}
        className="divide-y divide-line rounded-card border border-line bg-surface shadow-card"
      >
        {[...first, ...paging.items].map((member) => (
          <li
            key={`${member.userId} ${member.roles.join()}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-4 sm:px-6"
          >
            <MemberLine member={member} isViewer={member.userId === viewer.id} />
            <MemberActions member={member} viewer={viewer} tenantName={tenantName} />
          </li>
        ))}
      </ul>
      <LoadMorePages paging={paging} />
    </>
  );
}

function MemberLine({ member, isViewer }: { member: Member; isViewer: boolean }) {
  const t = useTranslations('manage');
  const format = useFormatter();
  const when = format.dateTime(new Date(member.joinedAt), { dateStyle: 'medium' });
  const joined = t('members.joined', { when });
  return (
    <>
      <Avatar name={member.name} className="max-sm:hidden" />
      <div className="min-w-0 grow basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          <span className="min-w-0 break-words">{member.name}</span>
          {isViewer && <span className="font-normal text-ink-faint">({t('you')})</span>}
          <StatusBadge status={member.accountStatus} />
        </p>
        <p className="text-sm [overflow-wrap:anywhere] text-ink-soft">
          {member.email ? `${member.email} · ${joined}` : joined}
        </p>
        <div className="mt-2">
          <RoleBadges roles={member.roles} />
        </div>
      </div>
    </>
  );
}

type ActionProps = { member: Member } & Pick<MemberListProps, 'viewer' | 'tenantName'>;

function MemberActions({ member, viewer, tenantName }: ActionProps) {
  const t = useTranslations('manage.members');
  const tShell = useTranslations('shell');
  const { busy, decide } = useDecision();
  const { name, userId } = member;
  const grantable = grantableRoles(viewer);
  const isViewer = userId === viewer.id;
  const isInReach = member.roles.every((role) => grantable.some((given) => given === role));
  const remove = () =>
    decide('remove', () => browserApi.removeMember({ params: { userId } }), {
      done: t('removed', { name }),
      refusal: (code) => memberRefusal(t, code),
    });
  return (
    <div className="flex flex-wrap gap-2">
      {mayChangeRoles(viewer) && !isViewer && (
        <ChangeRolesDialog member={member} roles={grantable} />
      )}
      {isInReach && !isViewer && (
        <AlertDialog
          trigger={
            <Button
              variant="ghost"
              size="sm"
              busy={busy !== null}
              aria-label={t('removeOf', { name })}
            >
              {t('remove')}
            </Button>
          }
          title={t('removeTitle', { name })}
          description={t('removeText', { tenant: tenantName })}
          confirmLabel={t('remove')}
          cancelLabel={tShell('cancel')}
          onConfirm={() => void remove()}
        />
      )}
    </div>
  );
}
