'use client';

import { ApiProblem } from '@edumaster/http/client';
import { Button, buttonStyle } from '@edumaster/ui/button';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { signUpAddress } from '#web/platform/sign-in-address.ts';

export interface EnrollButtonProps {
  readonly courseId: string;
  readonly slug: string;
  readonly isSignedIn: boolean;
}

type Step = 'idle' | 'busy' | 'failed';

/** Of a free course. */
export function EnrollButton(props: EnrollButtonProps) {
  const t = useTranslations('course');
  const [step, enroll] = useEnroll(props);
  if (!props.isSignedIn) {
    return (
      <a
        href={signUpAddress(`/courses/${props.slug}`)}
        className={buttonStyle({ size: 'lg', wide: true })}
      >
        {t('enrollFree')}
      </a>
    );
  }
  return (
    <div className="space-y-3">
      <Button size="lg" wide busy={step === 'busy'} onClick={() => void enroll()}>
        {t(step === 'busy' ? 'enrolling' : 'enrollFree')}
      </Button>
      <div role="status">
        {step === 'failed' && <p className="text-sm text-danger-ink">{t('enrollFailed')}</p>}
      </div>
    </div>
  );
}

function useEnroll({ courseId, slug }: EnrollButtonProps) {
  const router = useRouter();
  const [step, setStep] = useState<Step>('idle');
  async function enroll() {
    setStep('busy');
    try {
      await browserApi.enroll({ body: { courseId } });
      router.push(`/learn/${courseId}`);
    } catch (error) {
      const status = error instanceof ApiProblem ? error.status : 0;
      if (status === 401) return location.assign(signUpAddress(`/courses/${slug}`));
      // It has cost something since the page was opened.
      if (status === 402) return router.push(`/checkout?courseId=${courseId}`);
      setStep('failed');
    }
  }
  return [step, enroll] as const;
}
