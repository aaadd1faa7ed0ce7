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
import { CheckYourMail } from './check-your-mail.tsx';
import { type LinkFailure, linkFailure } from './link-failure.ts';
import { LinkNotice } from './link-notice.tsx';

const request = z.object({ email: z.email({ error: 'emailInvalid' }) });

export function ForgotPassword({ hasMailbox }: { hasMailbox: boolean }) {
  const t = useTranslations('accountLinks');
  const tSignIn = useTranslations('signIn');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [failure, setFailure] = useState<LinkFailure | null>(null);
  const form = useForm<z.infer<typeof request>>({
    resolver: zodResolver(request),
    defaultValues: { email: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const ask = form.handleSubmit(async (body) => {
    setFailure(null);
    try {
      await browserApi.requestPasswordReset({ body });
      setSentTo(body.email);
    } catch (error) {
      setFailure(linkFailure(error));
    }
  });
  if (sentTo !== null) {
    return (
      <CheckYourMail
        email={sentTo}
        purpose="checkReset"
        hasMailbox={hasMailbox}
        onAgain={() => setSentTo(null)}
      />
    );
  }
  return (
    <>
      <h1 className="font-display text-title font-semibold">{t('forgotTitle')}</h1>
      <p className="mt-2 mb-8 text-ink-soft">{t('forgotLead')}</p>
      <form noValidate method="post" onSubmit={(event) => void ask(event)} className="space-y-5">
        <LinkNotice failure={failure} />
        <Field label={tSignIn('email')} error={errors.email && tSignIn('emailInvalid')} required>
          <Input type="email" autoComplete="username" {...form.register('email')} />
        </Field>
        <Button type="submit" size="lg" wide busy={isSubmitting}>
          {t(isSubmitting ? 'forgotSending' : 'forgotSend')}
        </Button>
      </form>
      <p className="mt-8 text-center">
        <a
          href="/auth/sign-in?returnTo=%2F"
          className="font-semibold text-brand-ink underline underline-offset-4"
        >
          {t('backToLogIn')}
        </a>
      </p>
    </>
  );
}
