import { ApiProblem } from '@edumaster/http/client';
import { EmptyState } from '@edumaster/ui/empty-state';
import { ErrorState } from '@edumaster/ui/error-state';
import { MessageCircleQuestion, SearchX } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { serverApi } from '#web/api/server-api.ts';
import { ClientMessages } from '#web/i18n/client-messages.tsx';
import { HitList } from './hit-list.tsx';

export interface TranscriptResultsProps {
  readonly q: string;
  readonly courseId: string | undefined;
}

/** The first page of what was found; further ones come in the browser. */
export async function TranscriptResults({ q, courseId }: TranscriptResultsProps) {
  const t = await getTranslations('transcript');
  const found = await search({ q, courseId });
  if (found === 'not-allowed') {
    return (
      <EmptyState
        className="mt-8"
        icon={<MessageCircleQuestion aria-hidden="true" />}
        title={t('notAllowedTitle')}
        description={t('notAllowedText')}
        action={<Everywhere q={q} label={t('everywhere')} />}
      />
    );
  }
  if (found === 'too-often') return <ErrorState className="mt-8" title={t('tooOften')} />;
  const [first] = found.items;
  if (!first) {
    return (
      <EmptyState
        className="mt-8"
        icon={<SearchX aria-hidden="true" />}
        title={t('nothingTitle')}
        description={courseId ? t('nothingInCourse') : t('nothingText')}
        action={courseId && <Everywhere q={q} label={t('everywhere')} />}
      />
    );
  }
  return (
    <div className="mt-6 space-y-4">
      {courseId && (
        <p className="flex flex-wrap gap-x-4 text-ink-soft">
          {t('inCourse', { title: first.courseTitle })}
          <Everywhere q={q} label={t('everywhere')} />
        </p>
      )}
      <ClientMessages namespaces={['shell', 'transcript']}>
        <HitList
          key={`${courseId} ${q}`}
          q={q}
          courseId={courseId}
          first={found.items}
          nextCursor={found.nextCursor}
        />
      </ClientMessages>
    </div>
  );
}

function Everywhere({ q, label }: { q: string; label: string }) {
  return (
    <Link
      href={`/my-learning/transcripts?${new URLSearchParams({ q })}`}
      prefetch={false}
      className="font-medium text-brand-ink underline underline-offset-4"
    >
      {label}
    </Link>
  );
}

async function search({ q, courseId }: TranscriptResultsProps) {
  const api = await serverApi();
  try {
    return await api.searchTranscripts({ query: { q, ...(courseId ? { courseId } : {}) } });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if ([403, 404, 422].includes(error.status)) return 'not-allowed';
    if (error.status === 429) return 'too-often';
    throw error;
  }
}
