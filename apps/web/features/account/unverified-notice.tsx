'use client';

import { Button } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { toast } from '@edumaster/ui/toaster';
import { MailWarning } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { accountFailure } from './account-failure.ts';

export function UnverifiedNotice({ email }: { email: string }) {
  const t = useTranslations('account');
  const [isBusy, setBusy] = useState(false);
  async function sendAgain() {
    setBusy(true);
    try {
      await browserApi.requestEmailVerification();
      toast.success(t('sentAgain'));
    } catch (error) {
      toast.error(t(accountFailure(error)));
    }
    setBusy(false);
  }
  return (
    <Notice tone="accent" icon={<MailWarning aria-hidden="true" />}>
      <p className="font-semibold">{t('unverifiedTitle')}</p>
      <p className="mt-1 break-words">{t('unverifiedText', { email })}</p>
      <Button
        variant="secondary"
        size="sm"
        className="mt-3"
        busy={isBusy}
        onClick={() => void sendAgain()}
      >
        {t('sendAgain')}
      </Button>
    </Notice>
  );
}
