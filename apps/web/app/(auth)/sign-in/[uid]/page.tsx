import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { serverApi } from '#web/api/server-api.ts';
import { LogInForm } from '#web/features/sign-in/log-in-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('logIn'), robots: { index: false } };
}

export default async function SignInPage({ params }: PageProps<'/sign-in/[uid]'>) {
  const { uid } = await params;
  const api = await serverApi();
  const [t, installation] = await Promise.all([getTranslations('signIn'), api.getInstallation()]);
  return (
    <>
      <h1 className="font-display text-title font-semibold">{t('logInTitle')}</h1>
      <p className="mt-2 mb-8 text-ink-soft">{t('logInLead')}</p>
      <LogInForm uid={uid} hasDemo={installation.demo} />
      <p className="mt-8 text-center text-ink-soft">
        {t('noAccount')}{' '}
        <Link
          href={`/sign-in/${uid}/sign-up`}
          prefetch={false}
          className="font-semibold text-brand-ink underline underline-offset-4"
        >
          {t('toSignUp')}
        </Link>
      </p>
    </>
  );
}
