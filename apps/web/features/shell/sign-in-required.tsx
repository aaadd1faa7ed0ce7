'use client';

import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { LockKeyhole } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { signInAddress } from '#web/platform/sign-in-address.ts';

/**
 * Leads to the log-in and back. A redirect of the page would not do: the server owns the address,
 * and a client-side navigation would ask Next for it.
 */
export function SignInRequired({ returnTo }: { returnTo: string }) {
  const t = useTranslations('shell');
  useEffect(() => {
    location.replace(signInAddress(returnTo));
  }, [returnTo]);
  return (
    <EmptyState
      headingLevel="h1"
      icon={<LockKeyhole aria-hidden="true" />}
      title={t('signInNeeded')}
      description={t('signInNeededText')}
      action={
        <a href={signInAddress(returnTo)} className={buttonStyle()}>
          {t('logIn')}
        </a>
      }
    />
  );
}
