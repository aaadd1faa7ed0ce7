import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentPerson, serverApi } from '#web/api/server-api.ts';
import { AccountPage } from '#web/features/account/account-page.tsx';
import { DeviceList } from '#web/features/account/device-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('devicesTitle'), robots: { index: false } };
}

export default async function DevicesPage() {
  if (!(await currentPerson())) return null;
  const api = await serverApi();
  const [t, { items }] = await Promise.all([getTranslations('account'), api.listMySessions()]);
  return (
    <AccountPage title={t('devicesTitle')} lead={t('devicesLead')}>
      {() => <DeviceList first={items} now={new Date().toISOString()} />}
    </AccountPage>
  );
}
