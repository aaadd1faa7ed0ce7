import { Card } from '@edumaster/ui/card';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentTenant } from '#web/api/server-api.ts';
import { TenantNameForm } from '#web/features/academies/tenant-name-form.tsx';
import { ManageGate } from '#web/features/manage/manage-gate.tsx';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('academies.settings');
  return { title: t('title'), robots: { index: false } };
}

export default function TenantSettingsPage() {
  return <ManageGate section="/manage/settings">{TenantSettings}</ManageGate>;
}

async function TenantSettings() {
  const [t, { name }] = await Promise.all([getTranslations('academies'), currentTenant()]);
  return (
    <>
      <PageHeading title={t('settings.title')} lead={t('settings.lead', { name })} />
      <Card className="max-w-2xl p-5 sm:p-7">
        <ClientMessages namespaces={['academies']}>
          <TenantNameForm key={name} name={name} />
        </ClientMessages>
      </Card>
    </>
  );
}
