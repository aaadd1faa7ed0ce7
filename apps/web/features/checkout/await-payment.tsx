'use client';

import { Spinner } from '@edumaster/ui/spinner';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';

const everyMilliseconds = 1_500;
const patienceMilliseconds = 120_000;

/** Looks again until the provider has told us, and then shows how it went. */
export function AwaitPayment({ paymentId }: { readonly paymentId: string }) {
  const t = useTranslations('checkout.result');
  const router = useRouter();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const since = Date.now();
    const timer = setInterval(() => {
      if (Date.now() - since > patienceMilliseconds) {
        clearInterval(timer);
        setLate(true);
        return;
      }
      browserApi.readPayment({ params: { id: paymentId } }).then(
        ({ status }) => {
          if (status !== 'pending') router.refresh();
        },
        // Offline for a moment: the next look may succeed.
        () => undefined,
      );
    }, everyMilliseconds);
    return () => clearInterval(timer);
  }, [paymentId, router]);
  return (
    <div role="status" className="flex items-start gap-3 text-ink-soft">
      {!isLate && <Spinner className="mt-1 size-5 shrink-0" />}
      <p>{isLate ? t('stillPendingText') : t('pendingText')}</p>
    </div>
  );
}
