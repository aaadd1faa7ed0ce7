'use client';

import { Button } from '@edumaster/ui/button';
import { Fingerprint } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FailureMessage } from './interaction-failure.ts';
import { usePasskeySignIn } from './use-passkey-sign-in.ts';

export interface PasskeyButtonProps {
  readonly uid: string;
  readonly setFailure: (failure: FailureMessage | null) => void;
}

export function PasskeyButton({ uid, setFailure }: PasskeyButtonProps) {
  const t = useTranslations('signIn');
  const { isBusy, signIn } = usePasskeySignIn(uid, setFailure);
  return (
    <Button variant="secondary" size="lg" wide busy={isBusy} onClick={() => void signIn()}>
      {!isBusy && <Fingerprint aria-hidden="true" />}
      {t(isBusy ? 'passkeyWaiting' : 'passkeyLogIn')}
    </Button>
  );
}
