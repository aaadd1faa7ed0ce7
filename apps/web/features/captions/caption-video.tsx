'use client';

import { Film } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Playback } from '#web/api/media.ts';
import { StageMessage } from '../player/stage-message.tsx';
import { usePlayback } from '../player/use-playback.ts';
import { usePlaybackSource } from '../player/use-playback-source.ts';
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
  if (state.kind !== 'ready') {
    return <StageMessage icon={<Film aria-hidden="true" />} title={t('videoPending')} />;
  }
  return <Picture playback={state.playback} title={title} onRenew={renew} />;
}

interface PictureProps {
  readonly playback: Playback;
  readonly title: string;
  readonly onRenew: () => Promise<Playback | undefined>;
}

function Picture({ playback, title, onRenew }: PictureProps) {
  const t = useTranslations('captions');
  const video = useRef<HTMLVideoElement>(null);
  usePlaybackSource(video, { playback, startAt: 0, onRenew });
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
      poster={playback.posterUrl ?? undefined}
      aria-label={t('video', { lecture: title })}
      className="aspect-video w-full rounded-card bg-stage"
    />
  );
}
