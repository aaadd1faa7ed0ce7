'use client';

import { buttonStyle } from '@edumaster/ui/button';
import { Spinner } from '@edumaster/ui/spinner';
import { FileText, Film, Hourglass, LockKeyhole } from 'lucide-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import type { Lecture } from '#web/api/courses.ts';
import { PlayerFailed } from './player-failed.tsx';
import { StageMessage } from './stage-message.tsx';
import { usePlayback } from './use-playback.ts';

// On the server media-chrome would write 65 KB of markup that nobody can use yet.
const VideoPlayer = dynamic(() => import('./video-player.tsx'), {
  ssr: false,
  loading: () => <StageLoading />,
});

/** So close to its end a lecture begins anew. */
const endSeconds = 5;

export interface LectureStageProps {
  readonly courseId: string;
  readonly courseSlug: string;
  readonly lecture: Lecture;
  readonly userId: string | undefined;
  readonly isContinuing: boolean;
  readonly hasTheatre: boolean;
  readonly onRecorded: () => void;
  readonly onEnded: () => void;
}

/** The picture, or the reason why there is none. */
export function LectureStage(props: LectureStageProps) {
  const t = useTranslations('player');
  if (props.lecture.kind === 'video') return <VideoStage {...props} />;
  const { articleBody } = props.lecture;
  if (articleBody) return <Article text={articleBody} />;
  const isArticle = props.lecture.kind === 'article';
  return (
    <StageMessage
      icon={<FileText aria-hidden="true" />}
      title={isArticle ? t('articleTitle') : props.lecture.title}
      text={t(isArticle ? 'articleText' : 'otherText')}
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

function VideoStage(props: LectureStageProps) {
  const t = useTranslations('player');
  const { courseId, courseSlug, lecture } = props;
  const { state, renew, retry } = usePlayback(courseId, lecture.id);
  const [attempt, setAttempt] = useState(0);
  switch (state.kind) {
    case 'loading':
      return <StageLoading />;
    case 'no-video':
      return <StageMessage icon={<Film aria-hidden="true" />} title={t('noVideo')} />;
    case 'processing':
      if (lecture.mediaStatus === 'failed') return <VideoFailed />;
      return (
        <StageMessage
          icon={<Hourglass aria-hidden="true" />}
          title={t('processingTitle')}
          text={t('processingText')}
        />
      );
    case 'not-enrolled':
      return (
        <StageMessage
          icon={<LockKeyhole aria-hidden="true" />}
          title={t('notEnrolledTitle')}
          text={t('notEnrolledText')}
          action={
            <Link href={`/courses/${courseSlug}`} prefetch={false} className={buttonStyle()}>
              {t('toCourse')}
            </Link>
          }
        />
      );
    case 'error':
      return <PlayerFailed onRetry={retry} />;
    case 'ready':
      return (
        <VideoPlayer
          key={attempt}
          title={lecture.title}
          courseId={courseId}
          lectureId={lecture.id}
          userId={props.userId}
          playback={state.playback}
          startAt={startOf(state.playback.resumeAt, lecture.durationSeconds)}
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

function StageLoading() {
  const t = useTranslations('player');
  return (
    <div
      role="status"
      className="grid aspect-video max-h-[80dvh] min-h-64 w-full place-items-center bg-stage text-on-stage"
    >
      <span className="flex items-center gap-3">
        <Spinner className="size-6" />
        {t('loading')}
      </span>
    </div>
  );
}
