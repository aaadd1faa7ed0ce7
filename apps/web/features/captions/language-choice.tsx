'use client';

import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { NativeSelect } from '@edumaster/ui/native-select';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { formatLanguage } from '#web/platform/format.ts';

const usual =
  'ar bg bn ca cs da de el en en-GB en-US es es-419 et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sv sw ta te th tl tr uk ur vi zh-Hans zh-Hant'.split(
    ' ',
  );
const other = 'other';

export interface LanguageChoiceProps {
  /** A BCP 47 tag, or nothing yet. */
  readonly value: string;
  readonly onChange: (language: string) => void;
  /** Those that have a track. */
  readonly taken: readonly string[];
  readonly error?: string | undefined;
}

/** By name; what the list does not have, by its tag. */
export function LanguageChoice({ value, onChange, taken, error }: LanguageChoiceProps) {
  const t = useTranslations('captions');
  const locale = useLocale();
  const [isOther, setOther] = useState(false);
  const options = useMemo(
    () =>
      usual
        .filter((language) => !taken.includes(language))
        .map((language) => ({ language, name: formatLanguage(language, locale) }))
        .toSorted((a, b) => a.name.localeCompare(b.name, locale)),
    [taken, locale],
  );
  return (
    <>
      <Field label={t('language')} error={isOther ? undefined : error} required>
        <NativeSelect
          value={isOther ? other : value}
          onChange={({ target }) => {
            setOther(target.value === other);
            onChange(target.value === other ? '' : target.value);
          }}
        >
          <option value="" disabled hidden />
          {options.map(({ language, name }) => (
            <option key={language} value={language}>
              {name}
            </option>
          ))}
          <option value={other}>{t('otherLanguage')}</option>
        </NativeSelect>
      </Field>
      {isOther && (
        <Field label={t('languageTag')} hint={t('languageTagHint')} error={error} required>
          <Input
            value={value}
            maxLength={35}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
      )}
    </>
  );
}
