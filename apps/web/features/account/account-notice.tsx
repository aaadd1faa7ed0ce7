'use client';

import { Button } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePathname } from 'next/navigation';
import { signInAddress } from '#web/platform/sign-in-address.ts';
import type { AccountFailure } from './account-failure.ts';

/** Says why a change was refused, announced when it appears; an old log-in can be renewed. */
export function AccountNotice({ failure }: { failure: AccountFailure | null }) {
  const t = useTranslations('account');
  const here = usePathname();
  async function signInAgain() {
    // Otherwise the issuer would sign the person in again without asking anything.
    await fetch('/auth/sign-out', { method: 'POST' });
    location.assign(signInAddress(here));
  }
  return (
    <div role="alert">
      {failure && (
        <Notice tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
          <p>{t(failure)}</p>
          {failure === 'signInAgain' && (
            <Button
              variant="secondary"
              size="sm"
              className="mt-3"
              onClick={() => void signInAgain()}
            >
              {t('signInAgainAction')}
            </Button>
          )}
        </Notice>
      )}
    </div>
  );
}
