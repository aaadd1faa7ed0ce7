'use client';

import { ApiProblem } from '@edumaster/http/client';
import { Button } from '@edumaster/ui/button';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { signInAddress } from '#web/platform/sign-in-address.ts';

export interface PayButtonProps {
  readonly courseId: string;
  /** As people read it. */
  readonly price: string;
}

const told = new Set([
  'payment_provider_unavailable',
  'payment_refused',
  'provider_not_offered',
  'course_not_for_sale',
] as const);
type Told = typeof told extends Set<infer Code> ? Code : never;

/** Leads to the provider's page; pressed twice it is one order. */
export function PayButton({ courseId, price }: PayButtonProps) {
  const t = useTranslations('checkout');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Told | 'other'>();
  const key = useRef<string>(undefined);
  useEffect(() => {
    // Who comes back from the provider's page by the back button finds the page as it was left.
    const comeBack = () => setBusy(false);
    addEventListener('pageshow', comeBack);
    return () => removeEventListener('pageshow', comeBack);
  }, []);
  async function pay() {
    setBusy(true);
    setProblem(undefined);
    key.current ??= crypto.randomUUID();
    try {
      const headers = { 'idempotency-key': key.current };
      const order = await browserApi.checkOut({ body: { courseIds: [courseId] } }, { headers });
      location.assign(order.redirectUrl ?? `/checkout/result?paymentId=${order.paymentId}`);
    } catch (error) {
      const code = error instanceof ApiProblem ? error.problem.code : '';
      if (code === 'unauthenticated') {
        return location.assign(signInAddress(`/checkout?courseId=${courseId}`));
      }
      if (code === 'course_already_owned') return location.assign(`/learn/${courseId}`);
      // Only while nobody knows how it went it must stay the same order.
      if (error instanceof ApiProblem && error.status < 500) key.current = undefined;
      setProblem(told.has(code as Told) ? (code as Told) : 'other');
      setBusy(false);
    }
  }
  return (
    <div className="space-y-3">
      <Button size="lg" wide busy={isBusy} onClick={() => void pay()}>
        {isBusy ? t('paying') : t('pay', { price })}
      </Button>
      <p role="alert" className="text-sm text-danger-ink empty:hidden">
        {problem && t(`failed.${problem}`)}
      </p>
    </div>
  );
}
