'use client';

import { ApiProblem } from '@edumaster/http/client';
import { useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { browserApi } from '#web/api/browser-api.ts';
import type { Lecture } from '#web/api/courses.ts';
import { NotEnrolled } from './not-enrolled.tsx';
import { PlayerFailed } from './player-failed.tsx';
import { StageLoading } from './stage-loading.tsx';
import { StageMessage } from './stage-message.tsx';

export interface ArticleStageProps {
  readonly courseId: string;
  readonly courseSlug: string;
  readonly lecture: Lecture;
}

/** The text of an article; the course itself carries that of previews and of drafts. */
export function ArticleStage({ courseId, courseSlug, lecture }: ArticleStageProps) {
  const t = useTranslations('player');
  const query = useQuery({
    queryKey: ['article', courseId, lecture.id],
    queryFn: () => browserApi.readArticle({ params: { id: courseId, lectureId: lecture.id } }),
    enabled: lecture.articleBody === undefined,
    retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2,
  });
  const text = lecture.articleBody ?? query.data?.body;
  if (text) return <Article text={text} />;
  if (query.isPending && query.fetchStatus !== 'idle') return <StageLoading label={t('opening')} />;
  if (query.error) {
    const isRefused = query.error instanceof ApiProblem && [401, 403].includes(query.error.status);
    if (isRefused) return <NotEnrolled courseSlug={courseSlug} />;
    return <PlayerFailed title={t('articleErrorTitle')} onRetry={() => void query.refetch()} />;
  }
  return (
    <StageMessage
      icon={<FileText aria-hidden="true" />}
      title={t('articleEmptyTitle')}
      text={t('articleEmptyText')}
    />
  );
}

function Article({ text }: { text: string }) {
  return (
    <div className="border-b border-line bg-surface px-4 py-8 sm:px-8 sm:py-12">
      <p className="mx-auto max-w-prose text-lg leading-relaxed whitespace-pre-line">{text}</p>
    </div>
  );
}
