import { useTranslations } from 'next-intl';
import type { TaxDetails } from '#web/api/instructors.ts';

export interface KnownNumbersProps {
  readonly details: TaxDetails;
  /** Its name, by the server: see `countriesIn`. */
  readonly country: string | undefined;
}

export function KnownNumbers({ details, country }: KnownNumbersProps) {
  const t = useTranslations('instructor.tax');
  const rows = [
    { term: t('legalName'), text: details.legalName },
    { term: t('country'), text: country ?? details.country },
    ...details.numbers.map(({ kind, number }) => ({ term: t(kind), text: number })),
  ];
  return (
    <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
      {rows.map(({ term, text }) => (
        <div key={term} className="min-w-0">
          <dt className="text-sm text-ink-faint">{term}</dt>
          <dd className="font-medium break-words tabular-nums">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
