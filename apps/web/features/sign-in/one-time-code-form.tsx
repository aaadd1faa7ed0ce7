'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import { z } from '#web/platform/zod.ts';
import { FailureNotice } from './failure-notice.tsx';
import { type FailureMessage, failureMessage } from './interaction-failure.ts';

const typed = z.object({ code: z.string().trim().min(1, { error: 'codeMissing' }).max(40) });
type Typed = z.infer<typeof typed>;

export interface OneTimeCodeFormProps {
  readonly uid: string;
  readonly onBack: (because: FailureMessage | null) => void;
}

/** The second factor: a code of the app, or one of those that were written down. */
export function OneTimeCodeForm({ uid, onBack }: OneTimeCodeFormProps) {
  const t = useTranslations('signIn');
  const [isRecovery, setRecovery] = useState(false);
  const { form, failure, setFailure, verify } = useVerification(uid, onBack);
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const isBusy = isSubmitting || (isSubmitSuccessful && !failure);
  const error = errors.code?.message === 'codeMissing' ? t('codeMissing') : undefined;
  const isWrong = failure === 'invalidCode';
  const wrong = isWrong ? t(isRecovery ? 'invalidRecoveryCode' : 'invalidCode') : undefined;
  useEffect(() => form.setFocus('code'), [form, isRecovery]);
  const switchKind = () => {
    form.reset();
    setFailure(null);
    setRecovery(!isRecovery);
  };
  const leave = async () => {
    await browserApi.forgetSignInStep({ params: { uid } }).catch(() => undefined);
    onBack(null);
  };
  return (
    <>
      <h1 className="font-display text-title font-semibold">{t('codeTitle')}</h1>
      <p className="mt-2 mb-8 text-ink-soft">{t(isRecovery ? 'recoveryLead' : 'codeLead')}</p>
      <form noValidate method="post" onSubmit={(event) => void verify(event)} className="space-y-5">
        <FailureNotice failure={isWrong ? null : failure} />
        <Field
          label={t(isRecovery ? 'recoveryCode' : 'code')}
          error={error ?? wrong}
          required
          key={isRecovery ? 'recovery' : 'app'}
        >
          <Input
            autoComplete={isRecovery ? 'off' : 'one-time-code'}
            inputMode={isRecovery ? 'text' : 'numeric'}
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono text-lg tracking-[0.2em]"
            {...form.register('code')}
          />
        </Field>
        <Button type="submit" size="lg" wide busy={isBusy}>
          {t(isBusy ? 'verifying' : 'verify')}
        </Button>
      </form>
      <div className="mt-6 flex flex-wrap justify-between gap-x-4 gap-y-2">
        <Button variant="link" size="sm" className="px-0" onClick={switchKind}>
          {t(isRecovery ? 'toOneTimeCode' : 'toRecoveryCode')}
        </Button>
        <Button variant="link" size="sm" className="px-0" onClick={() => void leave()}>
          {t('otherAccount')}
        </Button>
      </div>
    </>
  );
}

function useVerification(uid: string, onBack: (because: FailureMessage | null) => void) {
  const [failure, setFailure] = useState<FailureMessage | null>(null);
  const form = useForm<Typed>({ resolver: zodResolver(typed), defaultValues: { code: '' } });
  const verify = form.handleSubmit(async (body) => {
    setFailure(null);
    try {
      const { redirectTo } = await browserApi.signInWithOneTimeCode({ params: { uid }, body });
      location.assign(redirectTo);
    } catch (error) {
      const because = failureMessage(error);
      if (because === 'firstStepExpired') return onBack(because);
      setFailure(because);
      form.setFocus('code', { shouldSelect: true });
    }
  });
  return { form, failure, setFailure, verify };
}
