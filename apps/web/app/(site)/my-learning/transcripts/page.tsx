import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentPerson } from '#web/api/server-api.ts';
import { PageBody, PageHeading } from '#web/features/shell/page-body.tsx';
import { SignInRequired } from '#web/features/shell/sign-in-required.tsx';
import { TranscriptResults } from '#web/features/transcript/transcript-results.tsx';
import { TranscriptSearchForm } from '#web/features/transcript/transcript-search-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('transcript');
  return { title: t('searchTitle'), robots: { index: false } };
}

export default async function TranscriptsPage({
  searchParams,
}: PageProps<'/my-learning/transcripts'>) {
  const [t, person, { q, course }] = await Promise.all([
    getTranslations('transcript'),
    currentPerson(),
    searchParams,
  ]);
  const asked = { q: single(q), courseId: single(course) || undefined };
  if (!person) {
    const query = new URLSearchParams({ q: asked.q });
    return (
      <PageBody>
        <SignInRequired returnTo={`/my-learning/transcripts?${query}`} />
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHeading title={t('searchTitle')} lead={t('searchLead')} />
      <TranscriptSearchForm q={asked.q} courseId={asked.courseId} isFirst />
      {asked.q.trim() !== '' && <TranscriptResults {...asked} />}
    </PageBody>
  );
}

function single(value: string | readonly string[] | undefined): string {
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).slice(0, 200);
}
