'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import { z } from '#web/platform/zod.ts';
import { DemoAccounts } from './demo-accounts.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { type FailureMessage, failureMessage } from './interaction-failure.ts';
import { PasswordInput } from './password-input.tsx';

const credentials = z.object({
  email: z.email({ error: 'emailInvalid' }),
  password: z.string().min(1, { error: 'passwordMissing' }),
});
type Credentials = z.infer<typeof credentials>;

export interface LogInFormProps {
  readonly uid: string;
  readonly hasDemo: boolean;
  readonly failure: FailureMessage | null;
  readonly setFailure: (failure: FailureMessage | null) => void;
  /** The password was right, and is not enough. */
  readonly onCodeNeeded: () => void;
  /** Other ways to log in, between the form and the demo accounts. */
  readonly children?: ReactNode;
}

export function LogInForm(props: LogInFormProps) {
  const { uid, hasDemo, failure, setFailure, onCodeNeeded, children } = props;
  const t = useTranslations('signIn');
  const form = useForm<Credentials>({
    resolver: zodResolver(credentials),
    defaultValues: { email: '', password: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  // The page is left when it went well: the button stays busy until then.
  const isBusy = isSubmitting || (isSubmitSuccessful && !failure);
  const logIn = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const step = await browserApi.signInWithPassword({ params: { uid }, body: values });
      if (step.next === 'go-on') location.assign(step.redirectTo);
      else onCodeNeeded();
    } catch (error) {
      setFailure(failureMessage(error));
    }
  });
  const message = (key: string | undefined) => (key ? t(key as 'emailInvalid') : undefined);
  return (
    <>
      <form noValidate method="post" onSubmit={(event) => void logIn(event)} className="space-y-5">
        <FailureNotice failure={failure} />
        <Field label={t('email')} error={message(errors.email?.message)} required>
          <Input type="email" autoComplete="username webauthn" {...form.register('email')} />
        </Field>
        <Field label={t('password')} error={message(errors.password?.message)} required>
          <PasswordInput autoComplete="current-password" {...form.register('password')} />
        </Field>
        <p className="text-end text-sm">
          <a
            href="/forgot-password"
            className="inline-flex min-h-6 items-center font-semibold text-brand-ink underline underline-offset-4"
          >
            {t('forgotPassword')}
          </a>
        </p>
        <Button type="submit" size="lg" wide busy={isBusy}>
          {t(isBusy ? 'loggingIn' : 'logIn')}
        </Button>
      </form>
      {children}
      {hasDemo && (
        <DemoAccounts
          onChoose={({ email, password }) => {
            form.setValue('email', email, { shouldValidate: true });
            form.setValue('password', password, { shouldValidate: true });
          }}
        />
      )}
    </>
  );
}
