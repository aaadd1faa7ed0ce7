import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { MailX, PartyPopper } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { currentPerson, currentTenant, serverApi, unlessStatus } from '#web/api/server-api.ts';
import { InvitationCard } from '#web/features/invitation/invitation-card.tsx';
import { textOf } from '#web/features/manage/text-of.ts';
import { PageBody } from '#web/features/shell/page-body.tsx';

interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('invitation');
  // The token stands in the address, and belongs to nobody else.
  return { title: t('title'), robots: { index: false }, referrer: 'no-referrer' };
}

/** Where the mail of an invitation leads. */
export default async function InvitationPage({ searchParams }: PageProps) {
  const token = textOf((await searchParams)['token']).slice(0, 200);
  const [person, tenant, api] = await Promise.all([currentPerson(), currentTenant(), serverApi()]);
  const invitation =
    token === '' ? null : await unlessStatus(api.readInvitation({ body: { token } }), [404, 422]);
  return (
    <PageBody>
      {invitation?.status === 'open' ? (
        <InvitationCard
          invitation={invitation}
          person={person}
          tenantName={tenant.name}
          token={token}
        />
      ) : (
        <Outcome status={invitation?.status ?? 'gone'} tenantName={tenant.name} />
      )}
    </PageBody>
  );
}

type Ended = 'accepted' | 'expired' | 'gone';

async function Outcome({ status, tenantName }: { status: Ended; tenantName: string }) {
  const t = await getTranslations('invitation');
  const isIn = status === 'accepted';
  return (
    <EmptyState
      headingLevel="h1"
      icon={isIn ? <PartyPopper aria-hidden="true" /> : <MailX aria-hidden="true" />}
      title={t(`${status}Title`)}
      description={t(`${status}Text`, { tenant: tenantName })}
      action={
        isIn && (
          <Link href="/" prefetch={false} className={buttonStyle()}>
            {t('goOn')}
          </Link>
        )
      }
    />
  );
}
