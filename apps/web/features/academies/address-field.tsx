'use client';

import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import type { Availability } from './use-availability.ts';

export interface AddressFieldProps extends ComponentProps<'input'> {
  readonly platformHost: string;
  readonly availability: Availability;
  /** What was refused when it was sent. */
  readonly refusal: string | undefined;
}

/** The first label of the address, with what follows it, and whether it can be had. */
export function AddressField(props: AddressFieldProps) {
  const { platformHost, availability, refusal, ...input } = props;
  const t = useTranslations('academies');
  const answer = availability.kind === 'answer' ? availability.answer : undefined;
  const problem = answer?.reason ? t(`problems.${answer.reason}`) : undefined;
  return (
    <div>
      <Field label={t('address')} hint={t('addressHint')} error={refusal ?? problem} required>
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="url"
          maxLength={63}
          dir="ltr"
          {...input}
        />
      </Field>
      <p role="status" className="mt-1.5 flex min-h-6 items-center gap-1.5 text-sm">
        {availability.kind === 'asking' && <span className="text-ink-faint">{t('checking')}</span>}
        {availability.kind === 'unknown' && (
          <span className="text-ink-soft">{t('notChecked')}</span>
        )}
        {answer?.isAvailable && !refusal && (
          <>
            <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-brand-ink" />
            <span className="min-w-0 font-medium break-all text-brand-ink">
              {t('free', { address: `${input.value}.${platformHost}` })}
            </span>
          </>
        )}
      </p>
    </div>
  );
}
