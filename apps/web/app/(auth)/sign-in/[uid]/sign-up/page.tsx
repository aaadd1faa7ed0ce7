import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { serverApi } from '#web/api/server-api.ts';
import { SignUp } from '#web/features/sign-in/sign-up.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('signUp'), robots: { index: false } };
}

export default async function SignUpPage({ params }: PageProps<'/sign-in/[uid]/sign-up'>) {
  const { uid } = await params;
  const api = await serverApi();
  const [t, { mode }, providers] = await Promise.all([
    getTranslations('signIn'),
    api.getInstallation(),
    api.listSignInProviders(),
  ]);
  return (
    <SignUp uid={uid} hasMailbox={mode === 'embedded'} providers={providers.items}>
      <h1 className="font-display text-title font-semibold">{t('signUpTitle')}</h1>
      <p className="mt-2 mb-8 text-ink-soft">{t('signUpLead')}</p>
    </SignUp>
  );
}
