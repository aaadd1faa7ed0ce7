import { buttonStyle } from '@edumaster/ui/button';
import { ExternalLink } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { AccountsElsewhere } from '#web/api/tenancy.ts';

export interface AccountThereProps {
  readonly issuer: AccountsElsewhere;
  readonly wide?: boolean;
}

/** The way to where an account is looked after, or who knows it. */
export async function AccountThere({ issuer, wide = false }: AccountThereProps) {
  const t = await getTranslations('accountsElsewhere');
  const { accountUrl } = issuer;
  if (accountUrl === null) return <p className="text-sm text-ink-soft">{t('askThere')}</p>;
  return (
    <a
      href={accountUrl}
      className={buttonStyle({ variant: 'secondary', size: wide ? 'lg' : 'md', wide })}
    >
      {t('open')}
      <ExternalLink aria-hidden="true" />
    </a>
  );
}
