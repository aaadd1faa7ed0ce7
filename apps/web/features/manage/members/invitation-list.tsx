'use client';

import { AlertDialog } from '@edumaster/ui/alert-dialog';
import { Badge } from '@edumaster/ui/badge';
import { Button } from '@edumaster/ui/button';
import { useFormatter, useTranslations } from 'next-intl';
import { browserApi } from '#web/api/browser-api.ts';
import type { Invitation } from '#web/api/members.ts';
import { LoadMorePages } from '../../paging/load-more-pages.tsx';
import { useMorePages } from '../../paging/use-more-pages.ts';
import { RoleBadges } from '../role-badges.tsx';
import { useDecision } from '../use-decision.ts';
import { memberRefusal } from './member-refusal.ts';

export interface InvitationListProps {
  readonly first: readonly Invitation[];
  readonly nextCursor: string | null;
}

export function InvitationList({ first, nextCursor }: InvitationListProps) {
  const t = useTranslations('manage.members');
  const paging = useMorePages(nextCursor, (cursor) =>
    browserApi.listInvitations({ query: { cursor } }),
  );
  return (
    <section aria-labelledby="invitations" className="mt-12">
      <h2 id="invitations" className="font-display text-heading font-semibold">
        {t('invitations')}
      </h2>
      <p className="mt-1 mb-4 text-ink-soft">{t('invitationsLead')}</p>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
        {[...first, ...paging.items].map((invitation) => (
          <li
            key={`${invitation.id} ${invitation.sentAt}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-4 sm:px-6"
          >
            <InvitationLine invitation={invitation} />
            <InvitationActions invitation={invitation} />
          </li>
        ))}
      </ul>
      <LoadMorePages paging={paging} />
    </section>
  );
}

function InvitationLine({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('manage.members');
  const format = useFormatter();
  const day = (time: string) => format.dateTime(new Date(time), { dateStyle: 'medium' });
  const { email, roles, invitedBy, sentAt, expiresAt, isExpired } = invitation;
  const sent =
    invitedBy.name === null
      ? t('sentWhen', { when: day(sentAt) })
      : t('sentBy', { name: invitedBy.name, when: day(sentAt) });
  return (
    <div className="min-w-0 grow basis-60">
      <p className="font-semibold break-all">{email}</p>
      <p className="text-sm text-ink-soft">
        {isExpired ? sent : `${sent}, ${t('expires', { when: day(expiresAt) })}`}
      </p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        <RoleBadges roles={roles} />
        {isExpired && <Badge tone="accent">{t('expired')}</Badge>}
      </div>
    </div>
  );
}

function InvitationActions({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('manage.members');
  const tShell = useTranslations('shell');
  const { busy, decide } = useDecision();
  const { email, id } = invitation;
  const refusal = (code: string) => memberRefusal(t, code);
  const resend = () =>
    decide('resend', () => browserApi.resendInvitation({ params: { id } }), {
      done: t('resent', { email }),
      refusal,
    });
  const withdraw = () =>
    decide('withdraw', () => browserApi.withdrawInvitation({ params: { id } }), {
      done: t('withdrawn'),
      refusal,
    });
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        variant="secondary"
        size="sm"
        busy={busy === 'resend'}
        disabled={busy !== null}
        aria-label={t('resendOf', { email })}
        onClick={() => void resend()}
      >
        {t('resend')}
      </Button>
      <AlertDialog
        trigger={
          <Button
            variant="ghost"
            size="sm"
            busy={busy === 'withdraw'}
            disabled={busy !== null}
            aria-label={t('withdrawOf', { email })}
          >
            {t('withdraw')}
          </Button>
        }
        title={t('withdrawTitle')}
        description={t('withdrawText', { email })}
        confirmLabel={t('withdraw')}
        cancelLabel={tShell('cancel')}
        onConfirm={() => void withdraw()}
      />
    </div>
  );
}
