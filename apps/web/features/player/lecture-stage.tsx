'use client';

import { Button } from '@edumaster/ui/button';
import { FileText, Film, Hourglass, LockKeyhole } from 'lucide-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Lecture } from '#web/api/courses.ts';
import { ArticleStage } from './article-stage.tsx';
import { NotEnrolled } from './not-enrolled.tsx';
import { PlayerFailed } from './player-failed.tsx';
import { StageLoading } from './stage-loading.tsx';
import { StageMessage } from './stage-message.tsx';
import { usePlayback } from './use-playback.ts';
import type { NeighbourLecture } from './video-player.tsx';

// On the server media-chrome would write 65 KB of markup that nobody can use yet.
const VideoPlayer = dynamic(() => import('./video-player.tsx'), {
  ssr: false,
  loading: () => <VideoLoading />,
});

/** So close to its end a lecture begins anew. */
const endSeconds = 5;

export interface LectureStageProps {
  readonly courseId: string;
  readonly courseSlug: string;
  /** For the lock screen. */
  readonly courseTitle?: string;
  readonly lecture: Lecture;
  readonly userId: string | undefined;
  readonly isContinuing: boolean;
  /** Seconds, when somebody comes for a moment in it. */
  readonly startsAt?: number | undefined;
  readonly hasTheatre: boolean;
  readonly previous?: NeighbourLecture | undefined;
  readonly next?: NeighbourLecture | undefined;
  readonly onRecorded: () => void;
  readonly onEnded: () => void;
}

/** The picture, or the reason why there is none. */
export function LectureStage(props: LectureStageProps) {
  const t = useTranslations('player');
  if (props.lecture.kind === 'video') return <VideoStage {...props} />;
  if (props.lecture.kind === 'article') return <ArticleStage {...props} />;
  return (
    <StageMessage
      icon={<FileText aria-hidden="true" />}
      title={props.lecture.title}
      text={t('otherText')}
    />
  );
}

function VideoStage(props: LectureStageProps) {
  const t = useTranslations('player');
  const { courseId, courseSlug, lecture } = props;
  const { state, renew, retry } = usePlayback(courseId, lecture.id);
  const [attempt, setAttempt] = useState(0);
  switch (state.kind) {
    case 'loading':
      return <VideoLoading />;
    case 'no-video':
      return <StageMessage icon={<Film aria-hidden="true" />} title={t('noVideo')} />;
    case 'failed':
      return <VideoFailed />;
    case 'processing':
      return (
        <StageMessage
          icon={<Hourglass aria-hidden="true" />}
          title={t('processingTitle')}
          text={t('processingText')}
        />
      );
    case 'not-enrolled':
      return <NotEnrolled courseSlug={courseSlug} />;
    case 'withdrawn':
      return <Withdrawn onRetry={retry} />;
    case 'error':
      return <PlayerFailed onRetry={retry} />;
    case 'ready':
      return (
        <VideoPlayer
          key={attempt}
          title={lecture.title}
          courseTitle={props.courseTitle ?? ''}
          previous={props.previous}
          next={props.next}
          courseId={courseId}
          lectureId={lecture.id}
          userId={props.userId}
          playback={state.playback}
          startAt={props.startsAt ?? startOf(state.playback.resumeAt, lecture.durationSeconds)}
          isContinuing={props.isContinuing}
          hasTheatre={props.hasTheatre}
          onRenew={renew}
          onRecorded={props.onRecorded}
          onEnded={props.onEnded}
          onRetry={() => void renew().then(() => setAttempt(attempt + 1))}
        />
      );
  }
}

function Withdrawn({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('player');
  return (
    <StageMessage
      role="alert"
      icon={<LockKeyhole aria-hidden="true" />}
      title={t('withdrawnTitle')}
      text={t('withdrawnText')}
      action={<Button onClick={onRetry}>{t('retry')}</Button>}
    />
  );
}

function VideoFailed() {
  const t = useTranslations('player');
  return (
    <StageMessage
      role="alert"
      icon={<Film aria-hidden="true" />}
      title={t('failedTitle')}
      text={t('failedText')}
    />
  );
}

function startOf(resumeAt: number, duration: number | null): number {
  return duration !== null && resumeAt > duration - endSeconds ? 0 : resumeAt;
}

function VideoLoading() {
  const t = useTranslations('player');
  return <StageLoading label={t('loading')} />;
}
