import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { Notice } from '@edumaster/ui/notice';
import { History, ShieldQuestion } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { currentPerson, serverApi } from '#web/api/server-api.ts';
import { AccountPage } from '#web/features/account/account-page.tsx';
import { ActivityList } from '#web/features/security-log/activity-list.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

const pageSize = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('securityLog');
  return { title: t('title'), robots: { index: false } };
}

export default async function SecurityLogPage() {
  if (!(await currentPerson())) return null;
  const api = await serverApi();
  const [t, { items, nextCursor }] = await Promise.all([
    getTranslations('securityLog'),
    api.readSecurityLog({ query: { limit: pageSize } }),
  ]);
  if (items.length === 0) {
    return (
      <AccountPage title={t('title')} lead={t('lead')}>
        {() => (
          <EmptyState
            icon={<History aria-hidden="true" />}
            title={t('emptyTitle')}
            description={t('emptyText')}
          />
        )}
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t('title')} lead={t('lead')}>
      {() => (
        <ClientMessages namespaces={['shell', 'securityLog']}>
          <NotYou />
          <ActivityList first={items} nextCursor={nextCursor} pageSize={pageSize} />
        </ClientMessages>
      )}
    </AccountPage>
  );
}

async function NotYou() {
  const t = await getTranslations('securityLog');
  return (
    <Notice icon={<ShieldQuestion aria-hidden="true" />}>
      <p>{t('notYou')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Link
          href="/account/security"
          prefetch={false}
          className={buttonStyle({ variant: 'secondary', size: 'sm' })}
        >
          {t('changePassword')}
        </Link>
        <Link
          href="/account/devices"
          prefetch={false}
          className={buttonStyle({ variant: 'ghost', size: 'sm' })}
        >
          {t('seeDevices')}
        </Link>
      </div>
    </Notice>
  );
}
