import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { serverApi } from '#web/api/server-api.ts';
import { ForgotPassword } from '#web/features/account-links/forgot-password.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accountLinks');
  return { title: t('forgotTitle'), robots: { index: false } };
}

export default async function ForgotPasswordPage() {
  const api = await serverApi();
  const { mode } = await api.getInstallation();
  return <ForgotPassword hasMailbox={mode === 'embedded'} />;
}
