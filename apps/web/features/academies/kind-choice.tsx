'use client';

import { Building2, School } from 'lucide-react';
import { useTranslations } from 'next-intl';

export type AcademyKind = 'academy' | 'organization';

const kinds = [
  { kind: 'academy', icon: School, text: 'academyText' },
  { kind: 'organization', icon: Building2, text: 'organizationText' },
] as const;

export interface KindChoiceProps {
  readonly value: AcademyKind;
  readonly onChange: (kind: AcademyKind) => void;
}

/** Who it is for, as two cards of which one is chosen. */
export function KindChoice({ value, onChange }: KindChoiceProps) {
  const t = useTranslations('academies');
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{t('kind')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {kinds.map(({ kind, icon: Icon, text }) => (
          <label
            key={kind}
            className="flex cursor-pointer gap-3 rounded-card border border-line-strong/60 bg-surface p-4 transition-colors hover:border-line-strong has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand"
          >
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={value === kind}
              onChange={() => onChange(kind)}
              className="sr-only"
            />
            <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-brand-ink" />
            <span>
              <span className="block font-semibold">{t(kind)}</span>
              <span className="mt-0.5 block text-sm text-ink-soft">{t(text)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
