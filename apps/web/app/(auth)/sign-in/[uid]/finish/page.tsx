import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChoosePassword } from '#web/features/account-links/choose-password.tsx';
import { LinkPage } from '#web/features/account-links/link-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accountLinks');
  return { title: t('finishTitle'), robots: { index: false }, referrer: 'no-referrer' };
}

export default async function FinishPage({
  params,
  searchParams,
}: PageProps<'/sign-in/[uid]/finish'>) {
  const [{ uid }, { token }] = await Promise.all([params, searchParams]);
  return (
    <LinkPage purpose="sign-up" token={token}>
      {(link) => (
        <ChoosePassword purpose={{ kind: 'finish', uid }} token={link.token} email={link.email} />
      )}
    </LinkPage>
  );
}
