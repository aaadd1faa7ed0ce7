import { Field } from '@edumaster/ui/field';
import { Textarea } from '@edumaster/ui/textarea';
import { useTranslations } from 'next-intl';

export interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Tried without one. */
  readonly isMissing: boolean;
}

export function ReasonField({ value, onChange, isMissing }: ReasonFieldProps) {
  const t = useTranslations('manage.users');
  return (
    <Field
      label={t('reason')}
      hint={t('reasonHint')}
      error={isMissing ? t('reasonRequired') : undefined}
      required
    >
      <Textarea
        rows={3}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
