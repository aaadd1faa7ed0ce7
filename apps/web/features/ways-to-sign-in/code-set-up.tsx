'use client';

import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { FailureLine } from './failure-line.tsx';
import { QrCode } from './qr-code.tsx';
import { type Failure, failureOf } from './ways-failure.ts';

export interface OfferedSecret {
  readonly secret: string;
  readonly address: string;
}

export interface CodeSetUpProps {
  readonly offered: OfferedSecret;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
}

/** The secret for the app, and the first code of it, which turns one-time codes on. */
export function CodeSetUp({ offered, onConfirmed }: CodeSetUpProps) {
  const t = useTranslations('waysToSignIn');
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function confirm() {
    setBusy(true);
    setFailure(null);
    setError(undefined);
    try {
      const { recoveryCodes } = await browserApi.confirmOneTimeCodes({ body: { code } });
      onConfirmed(recoveryCodes);
      return;
    } catch (refused) {
      const because = failureOf(refused);
      if (because.because === 'codesInvalid') setError(t('codesInvalid'));
      else setFailure(because);
    }
    setBusy(false);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') setError(t('codesMissing'));
    else void confirm();
  };
  return (
    <form noValidate method="post" onSubmit={submit} className="space-y-5">
      <FailureLine failure={failure} />
      <div className="flex flex-col items-center gap-3 text-center">
        <p className="font-semibold">{t('codesScan')}</p>
        <QrCode text={offered.address} label={t('codesQr')} />
        <p className="text-sm text-ink-soft">{t('codesType')}</p>
        <code
          aria-label={t('codesSecret')}
          className="rounded-control bg-sunken px-3 py-2 font-mono text-sm break-all select-all"
        >
          {inGroups(offered.secret)}
        </code>
      </div>
      <Field label={t('codesEnter')} error={error} required>
        <Input
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={10}
          value={code}
          onChange={({ target }) => setCode(target.value)}
          className="font-mono text-lg tracking-[0.2em]"
        />
      </Field>
      <Button type="submit" wide busy={isBusy}>
        {t('codesConfirm')}
      </Button>
    </form>
  );
}

/** As it is read out to oneself. */
function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
