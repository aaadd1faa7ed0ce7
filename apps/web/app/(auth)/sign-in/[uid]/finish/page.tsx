import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { serverApi } from '#web/api/server-api.ts';
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
  const api = await serverApi();
  const [{ uid }, { token }, { termsUrl }] = await Promise.all([
    params,
    searchParams,
    api.getInstallation(),
  ]);
  return (
    <LinkPage purpose="sign-up" token={token}>
      {(link) => (
        <ChoosePassword
          purpose={{ kind: 'finish', uid }}
          token={link.token}
          email={link.email}
          termsUrl={termsUrl}
        />
      )}
    </LinkPage>
  );
}
