'use client';

import { Button } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';

export function AcceptButton({ token }: { token: string }) {
  const t = useTranslations('invitation');
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  async function accept() {
    setBusy(true);
    setFailed(false);
    try {
      await browserApi.acceptInvitation({ body: { token } });
      // The page says that it is accepted, and the header shows what the roles open.
      router.refresh();
    } catch {
      setFailed(true);
      setBusy(false);
    }
  }
  return (
    <div className="grid gap-4">
      <div role="alert">{hasFailed && <Notice tone="danger">{t('failed')}</Notice>}</div>
      <Button size="lg" busy={isBusy} onClick={() => void accept()}>
        {t(isBusy ? 'accepting' : 'accept')}
      </Button>
    </div>
  );
}
