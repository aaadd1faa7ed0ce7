import { Button } from '@edumaster/ui/button';
import { Input } from '@edumaster/ui/input';
import { Search } from 'lucide-react';
import Form from 'next/form';
import { useTranslations } from 'next-intl';

export interface TranscriptSearchFormProps {
  readonly q?: string;
  /** Only in this course. */
  readonly courseId?: string | undefined;
  /** It is what the page is for. */
  readonly isFirst?: boolean;
}

/** A plain form: it works before any script has loaded, and a search has an address. */
export function TranscriptSearchForm({ q = '', courseId, isFirst }: TranscriptSearchFormProps) {
  const t = useTranslations('transcript');
  return (
    <Form
      action="/my-learning/transcripts"
      prefetch={false}
      role="search"
      aria-label={t('searchTitle')}
      className="flex max-w-2xl gap-2"
    >
      {courseId && <input type="hidden" name="course" value={courseId} />}
      <Input
        key={q}
        type="search"
        name="q"
        required
        maxLength={200}
        defaultValue={q}
        autoFocus={isFirst === true && q === ''}
        enterKeyHint="search"
        aria-label={t('searchLabel')}
        placeholder={t('searchLabel')}
      />
      <Button type="submit" variant={isFirst ? 'primary' : 'secondary'}>
        <Search aria-hidden="true" />
        {t('search')}
      </Button>
    </Form>
  );
}
