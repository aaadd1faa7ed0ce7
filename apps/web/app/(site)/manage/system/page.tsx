import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { serverApi } from '#web/api/server-api.ts';
import { ManageGate } from '#web/features/manage/manage-gate.tsx';
import { ScannerCard } from '#web/features/manage/system/scanner-card.tsx';
import { PageHeading } from '#web/features/shell/page-body.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('manageSystem');
  return { title: t('title'), robots: { index: false } };
}

export default async function SystemPage() {
  return <ManageGate section="/manage/system">{System}</ManageGate>;
}

async function System() {
  const [t, api] = await Promise.all([getTranslations('manageSystem'), serverApi()]);
  const { scanner } = await api.readScanner();
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <ScannerCard scanner={scanner} />
    </>
  );
}
