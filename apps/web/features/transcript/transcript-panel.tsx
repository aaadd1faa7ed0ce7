'use client';

import { Button } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { ErrorState } from '@edumaster/ui/error-state';
import { NativeSelect } from '@edumaster/ui/native-select';
import { Notice } from '@edumaster/ui/notice';
import { Skeleton } from '@edumaster/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { Captions } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Transcript } from '#web/api/learning.ts';
import { usePlayerPreferences } from '../player/player-preferences.ts';
import { CueList } from './cue-list.tsx';

export interface TranscriptPanelProps {
  readonly courseId: string;
  readonly lectureId: string;
}

/** What is said, beside the picture: it follows, leads to any moment, and can be searched. */
export function TranscriptPanel({ courseId, lectureId }: TranscriptPanelProps) {
  const t = useTranslations('transcript');
  const { captionLanguage } = usePlayerPreferences();
  const [chosen, setChosen] = useState<string | null>(null);
  const language = chosen ?? captionLanguage ?? undefined;
  const transcript = useQuery({
    queryKey: ['transcript', courseId, lectureId, language],
    queryFn: () =>
      browserApi.readTranscript({
        params: { id: courseId, lectureId },
        query: language ? { language } : {},
      }),
    staleTime: 300_000,
    placeholderData: (before) => before,
  });
  if (transcript.isPending) return <Loading label={t('loading')} />;
  if (transcript.isError) {
    return (
      <ErrorState
        headingLevel="h3"
        className="m-4 py-8"
        title={t('failedTitle')}
        action={
          <Button variant="secondary" onClick={() => void transcript.refetch()}>
            {t('retry')}
          </Button>
        }
      />
    );
  }
  const { data } = transcript;
  if (data.cues.length === 0) {
    return (
      <EmptyState
        headingLevel="h3"
        className="m-4 py-10"
        icon={<Captions aria-hidden="true" />}
        title={t('emptyTitle')}
        description={t('emptyText')}
      />
    );
  }
  return (
    <div className="flex min-h-0 flex-col gap-3 p-4">
      <Head transcript={data} onChoose={setChosen} />
      <CueList key={`${lectureId} ${data.language}`} cues={data.cues} language={data.language} />
      <Link
        href={`/my-learning/transcripts?course=${courseId}`}
        prefetch={false}
        className="self-start text-sm font-medium text-brand-ink underline underline-offset-4"
      >
        {t('searchCourse')}
      </Link>
    </div>
  );
}

interface HeadProps {
  readonly transcript: Transcript;
  readonly onChoose: (language: string) => void;
}

function Head({ transcript: { tracks, language }, onChoose }: HeadProps) {
  const t = useTranslations('transcript');
  const shown = tracks.find((track) => track.language === language);
  return (
    <>
      {tracks.length > 1 && (
        <NativeSelect
          aria-label={t('language')}
          value={language ?? ''}
          onChange={(event) => onChoose(event.target.value)}
        >
          {tracks.map((track) => (
            <option key={track.language} value={track.language}>
              {track.label}
            </option>
          ))}
        </NativeSelect>
      )}
      {shown?.isAutomatic && <Notice className="py-2 text-sm">{t('automatic')}</Notice>}
    </>
  );
}

function Loading({ label }: { label: string }) {
  return (
    <div className="space-y-3 p-4">
      <p role="status" className="sr-only">
        {label}
      </p>
      {['w-full', 'w-4/5', 'w-full', 'w-2/3', 'w-11/12'].map((width, index) => (
        <Skeleton key={index} className={`h-5 ${width}`} />
      ))}
    </div>
  );
}
