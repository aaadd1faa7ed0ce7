'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import { z } from '#web/platform/zod.ts';
import { FailureNotice } from './failure-notice.tsx';
import { type FailureMessage, failureMessage, refusedFields } from './interaction-failure.ts';
import { PasswordInput } from './password-input.tsx';

const registration = z.object({
  name: z.string().trim().min(1, { error: 'nameMissing' }).max(120),
  email: z.email({ error: 'emailInvalid' }),
  password: z.string().min(8, { error: 'passwordShort' }).max(200),
});
type Registration = z.infer<typeof registration>;
const fields = ['name', 'email', 'password'] as const;

export function SignUpForm({ uid }: { uid: string }) {
  const t = useTranslations('signIn');
  const { form, failure, signUp } = useSignUp(uid);
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const isBusy = isSubmitting || (isSubmitSuccessful && !failure);
  // Ours are keys of the messages, the server's are sentences.
  const message = (told: string | undefined) =>
    told && t.has(told as 'emailInvalid') ? t(told as 'emailInvalid') : told;
  return (
    <form noValidate method="post" onSubmit={(event) => void signUp(event)} className="space-y-5">
      <FailureNotice failure={failure} />
      <Field label={t('name')} error={message(errors.name?.message)} required>
        <Input autoComplete="name" placeholder={t('namePlaceholder')} {...form.register('name')} />
      </Field>
      <Field label={t('email')} error={message(errors.email?.message)} required>
        <Input type="email" autoComplete="username" {...form.register('email')} />
      </Field>
      <Field
        label={t('password')}
        hint={t('passwordHint')}
        error={message(errors.password?.message)}
        required
      >
        <PasswordInput autoComplete="new-password" {...form.register('password')} />
      </Field>
      <Button type="submit" size="lg" wide busy={isBusy}>
        {t(isBusy ? 'signingUp' : 'signUp')}
      </Button>
    </form>
  );
}

function useSignUp(uid: string) {
  const [failure, setFailure] = useState<FailureMessage | null>(null);
  const form = useForm<Registration>({
    resolver: zodResolver(registration),
    defaultValues: { name: '', email: '', password: '' },
  });
  const signUp = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const { redirectTo } = await browserApi.signUp({ params: { uid }, body: values });
      location.assign(redirectTo);
    } catch (error) {
      const refused = refusedFields(error);
      for (const name of fields) {
        const message = refused.get(name);
        if (message) form.setError(name, { message }, { shouldFocus: true });
      }
      if (refused.size === 0) setFailure(failureMessage(error));
    }
  });
  return { form, failure, signUp };
}
