'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import type { SignInProvider } from '#web/api/identity.ts';
import { z } from '#web/platform/zod.ts';
import { CheckYourMail } from '../account-links/check-your-mail.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { type FailureMessage, failureMessage, refusedFields } from './interaction-failure.ts';
import { OtherWays } from './other-ways.tsx';

const registration = z.object({
  name: z.string().trim().min(1, { error: 'nameMissing' }).max(120),
  email: z.email({ error: 'emailInvalid' }),
});
type Registration = z.infer<typeof registration>;
const fields = ['name', 'email'] as const;

export interface SignUpProps {
  readonly uid: string;
  readonly hasMailbox: boolean;
  readonly providers: readonly SignInProvider[];
  /** The heading, as long as the form is there. */
  readonly children: ReactNode;
}

/** Who signs up proves the address first, and chooses a password on the page that the mail leads to. */
export function SignUp({ uid, hasMailbox, providers, children }: SignUpProps) {
  const t = useTranslations('signIn');
  const { form, failure, sentTo, setSentTo, ask } = useSignUp(uid);
  const { errors, isSubmitting } = form.formState;
  // Ours are keys of the messages, the server's are sentences.
  const message = (told: string | undefined) =>
    told && t.has(told as 'emailInvalid') ? t(told as 'emailInvalid') : told;
  if (sentTo !== null) {
    return (
      <CheckYourMail
        email={sentTo}
        purpose="checkSignUp"
        hasMailbox={hasMailbox}
        onAgain={() => setSentTo(null)}
      />
    );
  }
  return (
    <>
      {children}
      <form noValidate method="post" onSubmit={(event) => void ask(event)} className="space-y-5">
        <FailureNotice failure={failure} />
        <Field label={t('name')} error={message(errors.name?.message)} required>
          <Input
            autoComplete="name"
            placeholder={t('namePlaceholder')}
            {...form.register('name')}
          />
        </Field>
        <Field label={t('email')} error={message(errors.email?.message)} required>
          <Input type="email" autoComplete="username" {...form.register('email')} />
        </Field>
        <Button type="submit" size="lg" wide busy={isSubmitting}>
          {t(isSubmitting ? 'signingUp' : 'signUp')}
        </Button>
      </form>
      <OtherWays uid={uid} providers={providers} />
      <p className="mt-8 text-center text-ink-soft">
        {t('haveAccount')}{' '}
        <Link
          href={`/sign-in/${uid}`}
          prefetch={false}
          className="font-semibold text-brand-ink underline underline-offset-4"
        >
          {t('toLogIn')}
        </Link>
      </p>
    </>
  );
}

function useSignUp(uid: string) {
  const [failure, setFailure] = useState<FailureMessage | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm<Registration>({
    resolver: zodResolver(registration),
    defaultValues: { name: '', email: '' },
  });
  const ask = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await browserApi.requestSignUp({ params: { uid }, body: values });
      setSentTo(values.email);
    } catch (error) {
      const refused = refusedFields(error);
      for (const name of fields) {
        const message = refused.get(name);
        if (message) form.setError(name, { message }, { shouldFocus: true });
      }
      if (refused.size === 0) setFailure(failureMessage(error));
    }
  });
  return { form, failure, sentTo, setSentTo, ask };
}
