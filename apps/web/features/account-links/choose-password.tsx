'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button, buttonStyle } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import { PasswordInput } from '#web/features/sign-in/password-input.tsx';
import { refusedFields } from '#web/features/sign-in/interaction-failure.ts';
import { z } from '#web/platform/zod.ts';
import { ArrivedHeading } from './arrived-heading.tsx';
import { type LinkFailure, linkFailure } from './link-failure.ts';
import { LinkNotice } from './link-notice.tsx';

const choice = z.object({ password: z.string().min(8, { error: 'passwordShort' }).max(200) });
type Choice = z.infer<typeof choice>;

export type PasswordPurpose =
  | { readonly kind: 'reset' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'finish'; readonly uid: string };

export interface ChoosePasswordProps {
  readonly purpose: PasswordPurpose;
  readonly token: string;
  readonly email: string;
  /** What making an account is agreeing to. */
  readonly termsUrl?: string | null;
}

/** A password by the link of a mail: for a new account, in place of a forgotten one, or a stolen one. */
export function ChoosePassword({ purpose, token, email, termsUrl }: ChoosePasswordProps) {
  const t = useTranslations('accountLinks');
  const tSignIn = useTranslations('signIn');
  const { form, failure, isDone, save } = useChoice(purpose, token);
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const isBusy = isSubmitting || (isSubmitSuccessful && !failure);
  const { kind } = purpose;
  if (isDone && kind !== 'finish') {
    return (
      <>
        <ArrivedHeading>{t('doneTitle')}</ArrivedHeading>
        <p className="mt-3 mb-8 text-ink-soft">{t(`${kind}Done`)}</p>
        <a href="/auth/sign-in?returnTo=%2F" className={buttonStyle({ size: 'lg', wide: true })}>
          {t('logIn')}
        </a>
      </>
    );
  }
  return (
    <>
      <h1 className="font-display text-title font-semibold">{t(`${kind}Title`)}</h1>
      <p className="mt-2 mb-8 break-words text-ink-soft">{t(`${kind}Lead`, { email })}</p>
      <form noValidate method="post" onSubmit={(event) => void save(event)} className="space-y-5">
        <LinkNotice failure={failure} />
        {/* For password managers: whose password it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Field
          label={t('newPassword')}
          hint={tSignIn('passwordHint')}
          error={
            errors.password?.type === 'server'
              ? errors.password.message
              : errors.password && tSignIn('passwordShort')
          }
          required
        >
          <PasswordInput autoComplete="new-password" {...form.register('password')} />
        </Field>
        {termsUrl && (
          <p className="text-sm text-ink-soft">
            {t.rich('agreeToTerms', {
              terms: (chunks) => (
                <a href={termsUrl} target="_blank" rel="noreferrer" className="underline">
                  {chunks}
                </a>
              ),
            })}
          </p>
        )}
        <Button type="submit" size="lg" wide busy={isBusy}>
          {t(isBusy ? 'saving' : `${kind}Save`)}
        </Button>
      </form>
    </>
  );
}

function useChoice(purpose: PasswordPurpose, token: string) {
  const [failure, setFailure] = useState<LinkFailure | null>(null);
  const [isDone, setDone] = useState(false);
  const form = useForm<Choice>({
    resolver: zodResolver(choice),
    defaultValues: { password: '' },
  });
  const save = form.handleSubmit(async ({ password }) => {
    setFailure(null);
    try {
      const redirectTo = await send(purpose, { token, password });
      setDone(true);
      // The page is left: the button stays busy until then.
      if (redirectTo !== undefined) location.assign(redirectTo);
    } catch (error) {
      const message = refusedFields(error).get('password');
      if (message) form.setError('password', { type: 'server', message }, { shouldFocus: true });
      else setFailure(linkFailure(error));
    }
  });
  return { form, failure, isDone, save };
}

/** @returns where the browser goes on to, when it is not the person's to choose */
async function send(
  purpose: PasswordPurpose,
  body: { token: string; password: string },
): Promise<string | undefined> {
  if (purpose.kind === 'finish') {
    const answer = await browserApi.finishSignUp({ params: { uid: purpose.uid }, body });
    return answer.redirectTo;
  }
  if (purpose.kind === 'reset') await browserApi.resetPassword({ body });
  else await browserApi.restoreEmail({ body });
  return undefined;
}
