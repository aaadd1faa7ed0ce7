'use client';

import { Button } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { Notice } from '@edumaster/ui/notice';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { signInAddress } from '#web/platform/sign-in-address.ts';
import { AddressField } from './address-field.tsx';
import { type AcademyKind, KindChoice } from './kind-choice.tsx';
import { openingFailure, type OpeningFailure } from './opening-failure.ts';
import { suggestedAddress } from './suggested-address.ts';
import { useAvailability } from './use-availability.ts';

type State = 'open' | 'sending' | 'leaving';

export function NewAcademyForm({ platformHost }: { platformHost: string }) {
  const t = useTranslations('academies');
  const [kind, setKind] = useState<AcademyKind>('academy');
  const [name, setName] = useState('');
  const [isNameMissing, setNameMissing] = useState(false);
  /** Null while it follows the name. */
  const [typed, setTyped] = useState<string | null>(null);
  const [state, setState] = useState<State>('open');
  const [failure, setFailure] = useState<OpeningFailure | null>(null);
  const subdomain = typed ?? suggestedAddress(name);
  const availability = useAvailability(subdomain);

  async function open(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const isMissing = name.trim() === '';
    setNameMissing(isMissing);
    const isRefused = availability.kind === 'answer' && !availability.answer.isAvailable;
    if (isMissing || isRefused) {
      focusOn(event.currentTarget, isMissing ? 'name' : 'subdomain');
      return;
    }
    setFailure(null);
    setState('sending');
    try {
      const { url } = await browserApi.createTenant({ body: { name, subdomain, kind } });
      setState('leaving');
      // The new host signs in by the platform, where the person is already.
      location.assign(`${url}${signInAddress('/')}`);
    } catch (error) {
      setFailure(openingFailure(error));
      setState('open');
    }
  }

  const refusal = failure?.field === 'address' ? t(`problems.${failure.reason}`) : undefined;
  return (
    <Card className="p-5 sm:p-8">
      <form noValidate method="post" onSubmit={(event) => void open(event)} className="space-y-6">
        <div role="alert" className="empty:hidden">
          {failure?.field === null && (
            <Notice tone="danger">
              {failure.reason === 'tooMany'
                ? t('tooMany', { most: failure.most })
                : t(failure.reason)}
            </Notice>
          )}
        </div>
        <KindChoice value={kind} onChange={setKind} />
        <Field
          label={t('name')}
          hint={t('nameHint')}
          error={isNameMissing ? t('nameMissing') : undefined}
          required
        >
          <Input
            name="name"
            autoComplete="organization"
            maxLength={120}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <AddressField
          name="subdomain"
          platformHost={platformHost}
          availability={availability}
          refusal={refusal}
          value={subdomain}
          onChange={({ target }) => {
            setFailure(null);
            setTyped(target.value.toLowerCase());
          }}
        />
        <Button type="submit" size="lg" busy={state !== 'open'}>
          {t(state === 'open' ? 'submit' : state === 'sending' ? 'submitting' : 'leaving')}
        </Button>
      </form>
    </Card>
  );
}

function focusOn(form: HTMLFormElement, name: string): void {
  const control = form.elements.namedItem(name);
  if (control instanceof HTMLElement) control.focus();
}
