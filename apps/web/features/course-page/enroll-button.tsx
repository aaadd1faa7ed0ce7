'use client';

import { ApiProblem } from '@edumaster/http/client';
import { Button, buttonStyle } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { Clock3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { signUpAddress } from '#web/platform/sign-in-address.ts';

export interface EnrollButtonProps {
  readonly courseId: string;
  readonly slug: string;
  readonly isFree: boolean;
  readonly isSignedIn: boolean;
}

type Step = 'idle' | 'busy' | 'failed' | 'must-pay';

export function EnrollButton(props: EnrollButtonProps) {
  const t = useTranslations('course');
  const [step, enroll] = useEnroll(props);
  if (!props.isSignedIn && props.isFree) {
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
        {props.isFree ? t(step === 'busy' ? 'enrolling' : 'enrollFree') : t('buy')}
      </Button>
      <div role="status">
        {step === 'failed' && <p className="text-sm text-danger-ink">{t('enrollFailed')}</p>}
        {step === 'must-pay' && (
          <Notice tone="accent" icon={<Clock3 aria-hidden="true" />}>
            <p className="font-semibold">{t('buyTitle')}</p>
            <p className="mt-0.5">{t('buyText')}</p>
          </Notice>
        )}
      </div>
    </div>
  );
}

function useEnroll({ courseId, slug, isFree, isSignedIn }: EnrollButtonProps) {
  const router = useRouter();
  const [step, setStep] = useState<Step>('idle');
  async function enroll() {
    if (!isFree && !isSignedIn) return setStep('must-pay');
    setStep('busy');
    try {
      await browserApi.enroll({ body: { courseId } });
      router.push(`/learn/${courseId}`);
    } catch (error) {
      const status = error instanceof ApiProblem ? error.status : 0;
      if (status === 401) return location.assign(signUpAddress(`/courses/${slug}`));
      setStep(status === 402 ? 'must-pay' : 'failed');
    }
  }
  return [step, enroll] as const;
}
