'use client';

import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { NativeSelect } from '@edumaster/ui/native-select';
import { Notice } from '@edumaster/ui/notice';
import { toast } from '@edumaster/ui/toaster';
import { LockKeyhole } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Country } from '#web/platform/countries.ts';
import { KnownNumbers } from './known-numbers.tsx';
import { SendingNotice } from './sending-notice.tsx';
import { taxFieldsOf } from './tax-fields.ts';
import { type KnownApplication, type Refusals, useSending } from './use-application.ts';

export interface TaxStepProps {
  readonly known: KnownApplication;
  readonly countries: readonly Country[];
}

export function TaxStep({ known, countries }: TaxStepProps) {
  const t = useTranslations('instructor.tax');
  const { taxDetails } = known.application;
  const [isEditing, setEditing] = useState(taxDetails === null);
  return (
    <div className="space-y-5">
      <Notice tone="neutral" icon={<LockKeyhole aria-hidden="true" />}>
        {t('sealed')}
      </Notice>
      {taxDetails && !isEditing ? (
        <>
          <KnownNumbers
            details={taxDetails}
            country={countries.find(({ code }) => code === taxDetails.country)?.name}
          />
          <Button variant="secondary" onClick={() => setEditing(true)}>
            {t('change')}
          </Button>
        </>
      ) : (
        <TaxForm known={known} countries={countries} onSaved={() => setEditing(false)} />
      )}
    </div>
  );
}

interface TaxFormProps extends TaxStepProps {
  readonly onSaved: () => void;
}

function TaxForm({ known, countries, onSaved }: TaxFormProps) {
  const t = useTranslations('instructor.tax');
  const { application, reload } = known;
  const { isBusy, refusals, failure, send } = useSending();
  const initial = application.taxDetails?.country ?? application.details?.country ?? '';
  const [country, setCountry] = useState(initial);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const numbers = Object.fromEntries(
      taxFieldsOf(country).flatMap(({ kind }) => {
        const written = String(form.get(kind) ?? '').trim();
        return written === '' ? [] : [[kind, written]];
      }),
    );
    const legalName = String(form.get('legalName') ?? '').trim();
    const isSaved = await send(async () => {
      await browserApi.changeTaxDetails({ body: { country, legalName, numbers } });
      await reload();
    });
    if (!isSaved) return;
    toast.success(t('saved'));
    onSaved();
  }
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="space-y-5">
      <Field
        label={t('legalName')}
        hint={t('legalNameHint')}
        error={refusals['legalName']}
        required
      >
        <Input name="legalName" maxLength={200} defaultValue={application.taxDetails?.legalName} />
      </Field>
      <Field label={t('country')} error={refusals['country']} required>
        <NativeSelect value={country} onChange={(event) => setCountry(event.target.value)}>
          <option value="">{t('countryPlaceholder')}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {country !== '' && <NumberFields country={country} refusals={refusals} />}
      <SendingNotice failure={failure} />
      <Button type="submit" busy={isBusy} disabled={country === ''}>
        {t('save')}
      </Button>
    </form>
  );
}

function NumberFields({ country, refusals }: { country: string; refusals: Refusals }) {
  const t = useTranslations('instructor.tax');
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {taxFieldsOf(country).map(({ kind, isNeeded }) => (
        <Field
          key={kind}
          label={t(kind)}
          hint={t(`${kind}Hint`)}
          error={refusals[`numbers.${kind}`]}
          required={isNeeded}
        >
          <Input name={kind} autoComplete="off" spellCheck={false} maxLength={60} />
        </Field>
      ))}
    </div>
  );
}
