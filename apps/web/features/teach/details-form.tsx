'use client';

import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { NativeSelect } from '@edumaster/ui/native-select';
import { Textarea } from '@edumaster/ui/textarea';
import { toast } from '@edumaster/ui/toaster';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Country } from '#web/platform/countries.ts';
import { SendingNotice } from './sending-notice.tsx';
import { type KnownApplication, useSending } from './use-application.ts';

export interface DetailsFormProps {
  readonly known: KnownApplication;
  readonly countries: readonly Country[];
}

/** The first step, which is the application itself. */
export function DetailsForm({ known, countries }: DetailsFormProps) {
  const { application, reload } = known;
  const t = useTranslations('instructor.details');
  const { isBusy, refusals, failure, send } = useSending();
  const { details, phone, status } = application;
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    const body = {
      headline: field('headline'),
      bio: field('bio'),
      country: field('country'),
      phoneNumber: field('phoneNumber').replace(/[\s()-]/g, ''),
    };
    const isSent = await send(async () => {
      await browserApi.applyAsInstructor({ body });
      await reload();
    });
    if (isSent) toast.success(t(status === 'pending' ? 'changed' : 'sent'));
  }
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="space-y-5">
      <Field label={t('headline')} hint={t('headlineHint')} error={refusals['headline']} required>
        <Input name="headline" maxLength={120} defaultValue={details?.headline} />
      </Field>
      <Field label={t('bio')} hint={t('bioHint')} error={refusals['bio']} required>
        <Textarea name="bio" rows={6} maxLength={5_000} defaultValue={details?.bio} />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('country')} error={refusals['country']} required>
          <NativeSelect name="country" autoComplete="country" defaultValue={details?.country ?? ''}>
            <option value="">{t('countryPlaceholder')}</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('phone')} hint={t('phoneHint')} error={refusals['phoneNumber']} required>
          <Input
            name="phoneNumber"
            type="tel"
            autoComplete="tel"
            defaultValue={phone.number ?? ''}
          />
        </Field>
      </div>
      <SendingNotice failure={failure} />
      <Button type="submit" busy={isBusy}>
        {t(status === 'pending' ? 'save' : 'apply')}
      </Button>
    </form>
  );
}
