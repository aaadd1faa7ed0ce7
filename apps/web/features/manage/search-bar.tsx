import { Button, buttonStyle } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { NativeSelect } from '@edumaster/ui/native-select';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Form from 'next/form';
import Link from 'next/link';

export interface SearchBarProps {
  readonly action: string;
  /** Left out where nothing is typed. */
  readonly words?: { readonly label: string; readonly value: string };
  readonly choice: {
    readonly name: string;
    readonly label: string;
    readonly value: string;
    readonly any: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  };
}

/** A list's search and filter, kept in the address: it works before any script has loaded. */
export function SearchBar({ action, words, choice }: SearchBarProps) {
  const t = useTranslations('manage');
  const isFiltered = Boolean(words?.value) || choice.value !== '';
  return (
    <Form action={action} role="search" className="mb-6 flex flex-wrap items-end gap-3">
      {words && (
        <Field label={words.label} className="min-w-0 grow basis-56">
          <Input type="search" name="q" defaultValue={words.value} maxLength={100} />
        </Field>
      )}
      <Field label={choice.label} className="min-w-40 max-sm:grow">
        <NativeSelect name={choice.name} defaultValue={choice.value}>
          <option value="">{choice.any}</option>
          {choice.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Button type="submit" variant="secondary">
        <Search aria-hidden="true" />
        {t('search')}
      </Button>
      {isFiltered && (
        <Link href={action} prefetch={false} className={buttonStyle({ variant: 'ghost' })}>
          {t('clear')}
        </Link>
      )}
    </Form>
  );
}
