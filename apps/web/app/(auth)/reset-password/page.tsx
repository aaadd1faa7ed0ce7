import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChoosePassword } from '#web/features/account-links/choose-password.tsx';
import { LinkPage } from '#web/features/account-links/link-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accountLinks');
  return { title: t('resetTitle'), robots: { index: false }, referrer: 'no-referrer' };
}

export default async function ResetPasswordPage({ searchParams }: PageProps<'/reset-password'>) {
  const { token } = await searchParams;
  return (
    <LinkPage purpose="reset-password" token={token}>
      {(link) => (
        <ChoosePassword purpose={{ kind: 'reset' }} token={link.token} email={link.email} />
      )}
    </LinkPage>
  );
}
