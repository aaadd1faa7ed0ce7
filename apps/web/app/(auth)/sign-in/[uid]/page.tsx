import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { serverApi } from '#web/api/server-api.ts';
import { failureOf } from '#web/features/sign-in/interaction-failure.ts';
import { SignInSteps } from '#web/features/sign-in/sign-in-steps.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('logIn'), robots: { index: false } };
}

export default async function SignInPage({ params, searchParams }: PageProps<'/sign-in/[uid]'>) {
  const [{ uid }, { failure }, api] = await Promise.all([params, searchParams, serverApi()]);
  const [t, installation, step, providers] = await Promise.all([
    getTranslations('signIn'),
    api.getInstallation(),
    api.readSignInStep({ params: { uid } }),
    api.listSignInProviders(),
  ]);
  return (
    <SignInSteps
      uid={uid}
      step={step}
      providers={providers.items}
      failure={failureOf(typeof failure === 'string' ? failure : undefined)}
      hasDemo={installation.demo}
    >
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
    </SignInSteps>
  );
}
