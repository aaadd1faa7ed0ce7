import { buttonStyle } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { Notice } from '@edumaster/ui/notice';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { Me } from '#web/api/identity.ts';
import type { InvitationPreview } from '#web/api/members.ts';
import { ClientMessages } from '#web/i18n/client-messages.tsx';
import { signInAddress, signUpAddress } from '#web/platform/sign-in-address.ts';
import { isRoleName } from '../manage/role-name.ts';
import { AcceptButton } from './accept-button.tsx';

export interface InvitationCardProps {
  readonly invitation: InvitationPreview;
  readonly person: Me | null;
  readonly tenantName: string;
  readonly token: string;
}

/** Who invites to what, and the one thing to do next. */
export async function InvitationCard(props: InvitationCardProps) {
  const { invitation, tenantName: tenant } = props;
  const [t, tRoles, format] = await Promise.all([
    getTranslations('invitation'),
    getTranslations('manage.roles'),
    getFormatter(),
  ]);
  const { invitedBy, email } = invitation;
  const roles = invitation.roles.map((role) => (isRoleName(role) ? tRoles(role) : role));
  return (
    <Card className="mx-auto grid max-w-xl gap-5 p-6 sm:p-10">
      <h1 className="font-display text-title font-semibold">{t('title')}</h1>
      <div className="grid gap-2">
        <p className="text-lg">
          {invitedBy === null
            ? t('leadUnknown', { tenant })
            : t('lead', { inviter: invitedBy, tenant })}
        </p>
        <p className="text-ink-soft">{t('as', { roles: format.list(roles) })}</p>
        <p className="break-words text-ink-soft">{t('for', { email })}</p>
      </div>
      <NextStep {...props} />
    </Card>
  );
}

async function NextStep({ invitation, person, token }: InvitationCardProps) {
  const t = await getTranslations('invitation');
  const { email } = invitation;
  const here = `/invitation?${new URLSearchParams({ token })}`;
  if (person && person.email !== email) {
    return <Notice tone="accent">{t('otherAccount', { current: person.email, email })}</Notice>;
  }
  if (person) {
    return (
      <ClientMessages namespaces={['invitation']}>
        <AcceptButton token={token} />
      </ClientMessages>
    );
  }
  return (
    <div className="grid gap-3">
      <a href={signInAddress(here)} className={buttonStyle({ size: 'lg' })}>
        {t('logIn')}
      </a>
      <a href={signUpAddress(here)} className={buttonStyle({ size: 'lg', variant: 'secondary' })}>
        {t('signUp')}
      </a>
      <p className="text-sm break-words text-ink-faint">{t('signUpHint', { email })}</p>
    </div>
  );
}
