'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { ApiProblem } from '@edumaster/http/client';
import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { Notice } from '@edumaster/ui/notice';
import { MailCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import { PasswordInput } from '#web/features/sign-in/password-input.tsx';
import { z } from '#web/platform/zod.ts';
import { type AccountFailure, accountFailure } from './account-failure.ts';
import { AccountNotice } from './account-notice.tsx';

const change = z.object({
  email: z.email({ error: 'emailInvalid' }),
  password: z.string().min(1, { error: 'passwordMissing' }),
});
const withoutPassword = change.extend({ password: z.string() });
type Change = z.infer<typeof change>;

export interface EmailFormProps {
  readonly hasPassword: boolean;
  /** The address whose link was not opened yet. */
  readonly pendingEmail: string | null;
}

/** Asks for a link to the new address, which makes the change. */
export function EmailForm({ hasPassword, pendingEmail }: EmailFormProps) {
  const t = useTranslations('account');
  const [waitingFor, setWaitingFor] = useState(pendingEmail);
  const [failure, setFailure] = useState<AccountFailure | null>(null);
  const form = useForm<Change>({
    resolver: zodResolver(hasPassword ? change : withoutPassword),
    defaultValues: { email: '', password: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const ask = form.handleSubmit(async ({ email, password }) => {
    setFailure(null);
    try {
      await browserApi.requestEmailChange({ body: hasPassword ? { email, password } : { email } });
      setWaitingFor(email);
      form.reset();
    } catch (error) {
      const isRefused = error instanceof ApiProblem && error.status === 422;
      const message = isRefused ? error.problem.errors?.[0]?.message : undefined;
      if (message) form.setError('email', { type: 'server', message }, { shouldFocus: true });
      else setFailure(accountFailure(error));
    }
  });
  const emailError = errors.email?.type === 'server' ? errors.email.message : t('emailInvalid');
  return (
    <form noValidate method="post" onSubmit={(event) => void ask(event)} className="space-y-5">
      <AccountNotice failure={failure} />
      <div role="status">
        {waitingFor !== null && (
          <Notice tone="brand" icon={<MailCheck aria-hidden="true" />}>
            <p className="break-words">{t('emailPending', { email: waitingFor })}</p>
          </Notice>
        )}
      </div>
      <Field label={t('emailNew')} error={errors.email && emailError} required>
        <Input type="email" autoComplete="email" {...form.register('email')} />
      </Field>
      {hasPassword && (
        <Field
          label={t('currentPassword')}
          error={errors.password && t('passwordMissing')}
          required
        >
          <PasswordInput autoComplete="current-password" {...form.register('password')} />
        </Field>
      )}
      <Button type="submit" busy={isSubmitting}>
        {t(isSubmitting ? 'emailSending' : 'emailSend')}
      </Button>
    </form>
  );
}
