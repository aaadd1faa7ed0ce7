'use client';

import { Film } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { PlayerFailed } from '../player/player-failed.tsx';
import { StageMessage } from '../player/stage-message.tsx';
import { usePlayback } from '../player/use-playback.ts';
import { type PlaybackSourceOptions, usePlaybackSource } from '../player/use-playback-source.ts';
import { useWatchedVideo } from '../player/watched-video.ts';

export interface CaptionVideoProps {
  readonly courseId: string;
  readonly lectureId: string;
  readonly title: string;
}

/** The picture that captions are written for, with the browser's own controls. */
export function CaptionVideo({ courseId, lectureId, title }: CaptionVideoProps) {
  const t = useTranslations('captions');
  const { state, renew } = usePlayback(courseId, lectureId);
  const [hasFailed, setFailed] = useState(false);
  if (state.kind !== 'ready') {
    return <StageMessage icon={<Film aria-hidden="true" />} title={t('videoPending')} />;
  }
  if (hasFailed) {
    return <PlayerFailed onRetry={() => void renew().then(() => setFailed(false))} />;
  }
  return (
    <Picture
      title={title}
      lectureId={lectureId}
      playback={state.playback}
      startAt={0}
      onRenew={renew}
      onGiveUp={() => setFailed(true)}
    />
  );
}

function Picture({ title, ...source }: PlaybackSourceOptions & { readonly title: string }) {
  const t = useTranslations('captions');
  const video = useRef<HTMLVideoElement>(null);
  usePlaybackSource(video, source);
  const watch = useWatchedVideo((state) => state.set);
  useEffect(() => {
    watch(video.current);
    return () => watch(null);
  }, [watch]);
  return (
    <video
      ref={video}
      controls
      playsInline
      crossOrigin="anonymous"
      poster={source.playback?.posterUrl ?? undefined}
      aria-label={t('video', { lecture: title })}
      className="aspect-video w-full rounded-card bg-stage"
    />
  );
}
