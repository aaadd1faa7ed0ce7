'use client';

import { Button } from '@edumaster/ui/button';
import { FileText, Film, LockKeyhole, WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import type { Lecture } from '#web/api/courses.ts';
import { ArticleStage } from './article-stage.tsx';
import { NotEnrolled } from './not-enrolled.tsx';
import { PlayerFailed } from './player-failed.tsx';
import { StageLoading } from './stage-loading.tsx';
import { StageMessage } from './stage-message.tsx';
import { type PlaybackState, usePlayback } from './use-playback.ts';
import { VideoInPreparation } from './video-in-preparation.tsx';
import type { NeighbourLecture } from './video-player.tsx';

// On the server media-chrome would write 65 KB of markup that nobody can use yet.
const VideoPlayer = dynamic(() => import('./video-player.tsx'), {
  ssr: false,
  loading: () => <VideoLoading />,
});

/** It comes while the addresses are asked for, not after them. */
function usePlayerAhead(): void {
  useEffect(() => {
    // What fails here is tried again, and told, when the player is shown.
    import('./video-player.tsx').catch(() => {});
  }, []);
}

/** So close to its end a lecture begins anew. */
const endSeconds = 5;

export interface LectureStageProps {
  readonly courseId: string;
  readonly courseSlug: string;
  /** For the lock screen. */
  readonly courseTitle?: string;
  readonly lecture: Lecture;
  readonly userId: string | undefined;
  /** Of the person's own course: they can mend what is wrong with it. */
  readonly isOwn?: boolean;
  /** Whether a lecture that has just been opened begins by itself; without it none does. */
  readonly playsAtOnce?: () => boolean;
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
  const { courseId, lecture } = props;
  usePlayerAhead();
  const { state, renew, retry } = usePlayback(courseId, lecture.id);
  const [failedId, setFailedId] = useState<string>();
  const [hasPlayer, setHasPlayer] = useState(false);
  // On the way from one video to the next the player stays, and with it picture-in-picture.
  const staysOpen = state.kind === 'ready' || (state.kind === 'loading' && hasPlayer);
  if (staysOpen !== hasPlayer) setHasPlayer(staysOpen);
  if (failedId === lecture.id) {
    return <PlayerFailed onRetry={() => void renew().then(() => setFailedId(undefined))} />;
  }
  if (!staysOpen) return <WithoutVideo {...props} state={state} onRetry={retry} />;
  const playback = state.kind === 'ready' ? state.playback : undefined;
  return (
    <VideoPlayer
      title={lecture.title}
      courseTitle={props.courseTitle ?? ''}
      previous={props.previous}
      next={props.next}
      courseId={courseId}
      lectureId={lecture.id}
      userId={props.userId}
      playback={playback}
      startAt={props.startsAt ?? startOf(playback?.resumeAt ?? 0, lecture.durationSeconds)}
      startsAt={props.startsAt}
      playsAtOnce={props.playsAtOnce ?? never}
      hasTheatre={props.hasTheatre}
      onRenew={renew}
      onRecorded={props.onRecorded}
      onEnded={props.onEnded}
      onGiveUp={() => setFailedId(lecture.id)}
    />
  );
}

const never = () => false;

interface WithoutVideoProps extends LectureStageProps {
  readonly state: PlaybackState;
  readonly onRetry: () => void;
}

/** Why there is no picture now, and what happens next. */
function WithoutVideo({ state, courseSlug, isOwn = false, onRetry }: WithoutVideoProps) {
  const t = useTranslations('player');
  switch (state.kind) {
    case 'loading':
    case 'ready':
      return <VideoLoading />;
    case 'offline':
      return (
        <StageMessage
          icon={<WifiOff aria-hidden="true" />}
          title={t('offlineTitle')}
          text={t('offlineText')}
        />
      );
    case 'no-video':
      return <StageMessage icon={<Film aria-hidden="true" />} title={t('noVideo')} />;
    case 'failed':
      return <VideoFailed isOwn={isOwn} />;
    case 'processing':
      return <VideoInPreparation percent={state.percent} isOffline={state.isOffline} />;
    case 'not-enrolled':
      return <NotEnrolled courseSlug={courseSlug} />;
    case 'withdrawn':
      return <Withdrawn onRetry={onRetry} />;
    case 'error':
      return <PlayerFailed onRetry={onRetry} />;
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

/** Whose video it is can send another; the others cannot. */
function VideoFailed({ isOwn }: { isOwn: boolean }) {
  const t = useTranslations('player');
  return (
    <StageMessage
      role="alert"
      icon={<Film aria-hidden="true" />}
      title={t('failedTitle')}
      text={t(isOwn ? 'failedText' : 'failedForLearners')}
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
