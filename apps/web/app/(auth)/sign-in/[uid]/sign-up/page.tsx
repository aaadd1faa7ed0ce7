import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { SignUpForm } from '#web/features/sign-in/sign-up-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('signUp'), robots: { index: false } };
}

export default async function SignUpPage({ params }: PageProps<'/sign-in/[uid]/sign-up'>) {
  const { uid } = await params;
  const t = await getTranslations('signIn');
  return (
    <>
      <h1 className="font-display text-title font-semibold">{t('signUpTitle')}</h1>
      <p className="mt-2 mb-8 text-ink-soft">{t('signUpLead')}</p>
      <SignUpForm uid={uid} />
      <p className="mt-8 text-center text-ink-soft">
        {t('haveAccount')}{' '}
        <Link
          href={`/sign-in/${uid}`}
          prefetch={false}
          className="font-semibold text-brand-ink underline underline-offset-4"
        >
          {t('toLogIn')}
        </Link>
      </p>
    </>
  );
}
