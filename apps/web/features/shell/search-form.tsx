import { cn } from '@edumaster/ui/class-names';
import { Search } from 'lucide-react';
import Form from 'next/form';
import { useTranslations } from 'next-intl';

export interface SearchFormProps {
  readonly className?: string;
  /** Tells two of them on one page apart. */
  readonly label?: string;
}

/** Leads to the catalogue; a plain form, so it works before any script has loaded. */
export function SearchForm({ className, label }: SearchFormProps) {
  const t = useTranslations('shell');
  return (
    <Form
      action="/courses"
      prefetch={false}
      role="search"
      aria-label={label ?? t('searchLabel')}
      className={cn('relative', className)}
    >
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-4.5 text-ink-faint"
      />
      <input
        type="search"
        name="q"
        maxLength={200}
        enterKeyHint="search"
        aria-label={t('searchLabel')}
        placeholder={t('searchPlaceholder')}
        className="min-h-11 w-full rounded-full border border-line bg-sunken ps-10.5 pe-4 text-[0.95rem] text-ink transition-colors placeholder:text-ink-faint hover:border-line-strong/60 focus-visible:bg-surface"
      />
    </Form>
  );
}
