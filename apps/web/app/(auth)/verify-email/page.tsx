import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ConfirmAddress } from '#web/features/account-links/confirm-address.tsx';
import { LinkPage } from '#web/features/account-links/link-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accountLinks');
  return { title: t('verifyTitle'), robots: { index: false }, referrer: 'no-referrer' };
}

export default async function VerifyEmailPage({ searchParams }: PageProps<'/verify-email'>) {
  const { token } = await searchParams;
  return (
    <LinkPage purpose="verify-email" token={token}>
      {(link) => (
        <ConfirmAddress kind="verify" token={link.token} email={link.email} isOwn={link.isOwn} />
      )}
    </LinkPage>
  );
}
