'use client';

import { Button, buttonStyle } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { PasswordInput } from '#web/features/sign-in/password-input.tsx';
import { ArrivedHeading } from './arrived-heading.tsx';
import { type LinkFailure, linkFailure } from './link-failure.ts';
import { LinkNotice } from './link-notice.tsx';

export interface ConfirmAddressProps {
  readonly kind: 'verify' | 'change';
  readonly token: string;
  readonly email: string;
  /** The account that the link is about is signed in here: its password is not asked for. */
  readonly isOwn: boolean;
}

/**
 * Never without a press of the button: programs open the links of mails too. The link alone does
 * not do, since the mail may have come because of somebody else's account.
 */
export function ConfirmAddress({ kind, token, email, isOwn }: ConfirmAddressProps) {
  const t = useTranslations('accountLinks');
  const [failure, setFailure] = useState<LinkFailure | null>(null);
  const [state, setState] = useState<'asking' | 'busy' | 'done'>('asking');
  async function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password') ?? '');
    setFailure(null);
    setState('busy');
    try {
      await send(kind, isOwn ? { token } : { token, password });
      setState('done');
    } catch (error) {
      setFailure(linkFailure(error));
      setState('asking');
    }
  }
  if (state === 'done') {
    return (
      <>
        <ArrivedHeading>{t('doneTitle')}</ArrivedHeading>
        <p className="mt-3 mb-8 break-words text-ink-soft">{t(`${kind}Done`, { email })}</p>
        <a href="/account" className={buttonStyle({ size: 'lg', wide: true })}>
          {t('toAccount')}
        </a>
      </>
    );
  }
  return (
    <>
      <h1 className="font-display text-title font-semibold">{t(`${kind}Title`)}</h1>
      <p className="mt-2 mb-8 break-words text-ink-soft">{t(`${kind}Lead`, { email })}</p>
      <form method="post" onSubmit={(event) => void confirm(event)} className="space-y-5">
        <LinkNotice failure={failure} />
        {!isOwn && (
          <Field label={t('accountPassword')} hint={t('accountPasswordHint')} required>
            <PasswordInput name="password" autoComplete="current-password" required />
          </Field>
        )}
        <Button type="submit" size="lg" wide busy={state === 'busy'}>
          {t(state === 'busy' ? 'saving' : `${kind}Save`)}
        </Button>
      </form>
      {!isOwn && (
        <p className="mt-8 text-sm text-ink-soft">
          {t(`${kind}Stranger`)}{' '}
          {kind === 'verify' && (
            <a
              href="/forgot-password"
              className="font-semibold text-brand-ink underline underline-offset-4"
            >
              {t('verifyTake')}
            </a>
          )}
        </p>
      )}
    </>
  );
}

function send(
  kind: ConfirmAddressProps['kind'],
  body: { token: string; password?: string },
): Promise<unknown> {
  const { token, password } = body;
  if (password === undefined) {
    return kind === 'verify'
      ? browserApi.verifyMyEmail({ body: { token } })
      : browserApi.confirmMyEmailChange({ body: { token } });
  }
  return kind === 'verify'
    ? browserApi.verifyEmail({ body: { token, password } })
    : browserApi.confirmEmailChange({ body: { token, password } });
}
