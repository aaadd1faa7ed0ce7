'use client';

import { Notice } from '@edumaster/ui/notice';
import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { SignInProvider, SignInStep } from '#web/api/identity.ts';
import type { FailureMessage } from './interaction-failure.ts';
import { LogInForm } from './log-in-form.tsx';
import { OneTimeCodeForm } from './one-time-code-form.tsx';
import { OtherWays } from './other-ways.tsx';
import { PasskeyButton } from './passkey-button.tsx';

export interface SignInStepsProps {
  readonly uid: string;
  /** Where this browser was when it was here last. */
  readonly step: SignInStep;
  readonly providers: readonly SignInProvider[];
  readonly failure: FailureMessage | null;
  readonly hasDemo: boolean;
  /** What stands below the first step. */
  readonly children: ReactNode;
}

/** Who somebody is, and then, where they asked for it, the second factor. */
export function SignInSteps(props: SignInStepsProps) {
  const { uid, step, providers, hasDemo, children } = props;
  const [next, setNext] = useState(step.next);
  const [failure, setFailure] = useState(props.failure);
  const goTo = (to: SignInStep['next'], because: FailureMessage | null = null) => {
    setFailure(because);
    setNext(to);
  };
  if (next === 'one-time-code') {
    return <OneTimeCodeForm uid={uid} onBack={(because) => goTo('credentials', because)} />;
  }
  return (
    <>
      <Heading connecting={step.connecting} />
      <LogInForm
        uid={uid}
        hasDemo={hasDemo && !step.connecting}
        failure={failure}
        setFailure={setFailure}
        onCodeNeeded={() => goTo('one-time-code')}
      >
        <OtherWays uid={uid} providers={step.connecting ? [] : providers}>
          <PasskeyButton uid={uid} setFailure={setFailure} />
        </OtherWays>
      </LogInForm>
      {children}
    </>
  );
}

function Heading({ connecting }: { connecting: SignInStep['connecting'] }) {
  const t = useTranslations('signIn');
  if (!connecting) {
    return (
      <>
        <h1 className="font-display text-title font-semibold">{t('logInTitle')}</h1>
        <p className="mt-2 mb-8 text-ink-soft">{t('logInLead')}</p>
      </>
    );
  }
  return (
    <>
      <h1 className="font-display text-title font-semibold">{t('connectTitle')}</h1>
      <Notice tone="brand" icon={<Link2 aria-hidden="true" />} className="mt-4 mb-8">
        {t('connectText', connecting)}
      </Notice>
    </>
  );
}
