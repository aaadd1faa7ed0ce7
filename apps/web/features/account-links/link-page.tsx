import { buttonStyle } from '@edumaster/ui/button';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { LinkOfMail } from '#web/api/identity.ts';
import { serverApi, unlessStatus } from '#web/api/server-api.ts';
import { signUpAddress } from '#web/platform/sign-in-address.ts';

export interface LinkPageProps {
  readonly purpose: LinkOfMail['purpose'];
  /** As it stands in the address. */
  readonly token: string | string[] | undefined;
  readonly children: (link: LinkOfMail & { readonly token: string }) => ReactNode;
}

/** The page that a link of a mail leads to, or what to do when it is over. */
export async function LinkPage({ purpose, token, children }: LinkPageProps) {
  const given = typeof token === 'string' ? token : '';
  const api = await serverApi();
  const link = given
    ? await unlessStatus(api.readLink({ query: { token: given } }), [404, 422])
    : null;
  if (link?.purpose === purpose) return children({ ...link, token: given });
  return <LinkIsOver purpose={purpose} />;
}

async function LinkIsOver({ purpose }: Pick<LinkPageProps, 'purpose'>) {
  const t = await getTranslations('accountLinks');
  const again = waysOn[purpose];
  return (
    <>
      <h1 className="font-display text-title font-semibold">{t('overTitle')}</h1>
      <p className="mt-2 mb-8 text-ink-soft">{t('overText')}</p>
      {again && (
        <a href={again.href} className={buttonStyle({ size: 'lg', wide: true })}>
          {t(again.label)}
        </a>
      )}
    </>
  );
}

/** Where a new link is to be had. */
const waysOn: Partial<
  Record<LinkOfMail['purpose'], { href: string; label: 'askAgain' | 'signUpAgain' }>
> = {
  'sign-up': { href: signUpAddress('/'), label: 'signUpAgain' },
  'reset-password': { href: '/forgot-password', label: 'askAgain' },
  'email-changed': { href: '/forgot-password', label: 'askAgain' },
  'verify-email': { href: '/account/profile', label: 'askAgain' },
  'change-email': { href: '/account/security', label: 'askAgain' },
};
