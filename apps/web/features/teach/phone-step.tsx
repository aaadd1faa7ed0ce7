'use client';

import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { toast } from '@edumaster/ui/toaster';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { SendingNotice } from './sending-notice.tsx';
import { type KnownApplication, useSending } from './use-application.ts';

/** A code to the number that is in the details. */
export function PhoneStep({ application, reload }: KnownApplication) {
  const t = useTranslations('instructor.phone');
  const { isBusy, refusals, failure, send } = useSending();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { number, isVerified } = application.phone;
  if (isVerified) return <p>{t('verified', { number: number ?? '' })}</p>;
  if (number === null) return <p className="text-ink-soft">{t('numberFirst')}</p>;
  const request = () =>
    send(async () => {
      await browserApi.sendPhoneCode({ body: { phoneNumber: number } });
      setSentTo(number);
    });
  async function prove(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code') ?? '').replace(/\s/g, '');
    const isProven = await send(async () => {
      await browserApi.verifyPhone({ body: { phoneNumber: number ?? '', code } });
      await reload();
    });
    if (isProven) toast.success(t('proven'));
  }
  const isSent = sentTo === number;
  return (
    <div className="space-y-4">
      {isSent && (
        <form
          noValidate
          method="post"
          onSubmit={(event) => void prove(event)}
          className="flex flex-wrap items-end gap-3"
        >
          <Field
            label={t('code')}
            hint={t('codeHint', { number })}
            error={refusals['code']}
            className="w-full max-w-72"
            required
          >
            <Input
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={7}
              className="font-mono tracking-[0.3em]"
            />
          </Field>
          <Button type="submit" busy={isBusy}>
            {t('prove')}
          </Button>
        </form>
      )}
      <SendingNotice failure={failure} />
      <Button
        variant={isSent ? 'ghost' : 'primary'}
        disabled={isBusy}
        onClick={() => void request()}
      >
        {isSent ? t('sendAgain') : t('send', { number })}
      </Button>
    </div>
  );
}
