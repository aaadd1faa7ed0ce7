import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChoosePassword } from '#web/features/account-links/choose-password.tsx';
import { LinkPage } from '#web/features/account-links/link-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accountLinks');
  return { title: t('restoreTitle'), robots: { index: false }, referrer: 'no-referrer' };
}

export default async function RestoreEmailPage({ searchParams }: PageProps<'/restore-email'>) {
  const { token } = await searchParams;
  return (
    <LinkPage purpose="email-changed" token={token}>
      {(link) => (
        <ChoosePassword purpose={{ kind: 'restore' }} token={link.token} email={link.email} />
      )}
    </LinkPage>
  );
}
