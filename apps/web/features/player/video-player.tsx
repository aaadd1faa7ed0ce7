'use client';

import {
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaLoadingIndicator,
  MediaMuteButton,
  MediaPipButton,
  MediaPlayButton,
  MediaPreviewThumbnail,
  MediaSeekBackwardButton,
  MediaSeekForwardButton,
  MediaTimeRange,
  MediaVolumeRange,
} from 'media-chrome/react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Playback } from '#web/api/media.ts';
import { CaptionTracks } from './caption-tracks.tsx';
import { CaptionsMenu } from './captions-menu.tsx';
import { HelpButton } from './help-button.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { NextUp } from './next-up.tsx';
import { PlayerHint, usePlayerHint } from './player-hint.tsx';
import { usePlayerPreferences } from './player-preferences.ts';
import { QualityMenu } from './quality-menu.tsx';
import { SpeedMenu } from './speed-menu.tsx';
import { StageLoading } from './stage-loading.tsx';
import { TheatreButton } from './theatre-button.tsx';
import { TimeDisplay } from './time-display.tsx';
import { TroubleNotice } from './trouble-notice.tsx';
import { useDoubleTap } from './use-double-tap.ts';
import { useHeartbeats } from './use-heartbeats.ts';
import { useMediaSession } from './use-media-session.ts';
import { useMoment } from './use-moment.ts';
import { usePlayerActions } from './use-player-actions.ts';
import { usePlayerKeys } from './use-player-keys.ts';
import { usePlaybackSource } from './use-playback-source.ts';
import { useWatchedVideo } from './watched-video.ts';

const noCaptions: Playback['captions'] = [];

/** Another lecture of the course. */
export interface NeighbourLecture {
  readonly title: string;
  readonly go: () => void;
}

export interface VideoPlayerProps {
  readonly title: string;
  readonly courseTitle: string;
  readonly courseId: string;
  readonly lectureId: string;
  readonly userId: string | undefined;
  /** Of the lecture; awaited while the person goes on to it from another. */
  readonly playback: Playback | undefined;
  /** Seconds. */
  readonly startAt: number;
  /** Seconds, when somebody asks for a moment of it. */
  readonly startsAt: number | undefined;
  /** Whether a lecture that has just been opened begins by itself. */
  readonly playsAtOnce: () => boolean;
  /** Something beside the picture can be folded away. */
  readonly hasTheatre: boolean;
  readonly previous: NeighbourLecture | undefined;
  readonly next: NeighbourLecture | undefined;
  readonly onRenew: () => Promise<Playback | undefined>;
  readonly onRecorded: () => void;
  readonly onEnded: () => void;
  readonly onGiveUp: () => void;
}

/**
 * It stays while lectures come and go: picture-in-picture and full screen belong to the element, and
 * would end with it.
 */
export default function VideoPlayer(props: VideoPlayerProps) {
  const t = useTranslations('player');
  const video = useRef<HTMLVideoElement>(null);
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  // Before the source, whose end empties the element: the last position is read from it.
  useHeartbeats(video, props);
  const source = usePlaybackSource(video, props);
  const captions = props.playback?.captions ?? noCaptions;
  const { speed } = usePlayerPreferences();
  const { hint, show } = usePlayerHint();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [hasEnded, setEnded] = useState(false);
  const actions = usePlayerActions(video, {
    frame,
    captionLanguages: captions.map(({ language }) => language),
    hasTheatre: props.hasTheatre,
    onHint: show,
    onHelp: () => setHelpOpen(true),
    onNext: props.next?.go,
  });
  usePlayerKeys(frame, actions);
  useDoubleTap(frame, video, actions.jump);
  useMediaSession(video, {
    ...props,
    posterUrl: props.playback?.posterUrl ?? null,
    onNext: props.next?.go,
    onPrevious: props.previous?.go,
  });
  useEffect(() => {
    if (video.current) video.current.playbackRate = speed;
  }, [speed]);
  useMoment(video, props.startsAt);
  const watch = useWatchedVideo((state) => state.set);
  useEffect(() => {
    watch(video.current);
    return () => watch(null);
  }, [watch]);
  return (
    <div ref={setFrame} className="group/frame relative bg-stage">
      <MediaController
        {...(frame ? { fullscreenElement: frame } : {})}
        className="block aspect-video max-h-[calc(100dvh-5rem)] w-full bg-stage group-fullscreen/frame:aspect-auto group-fullscreen/frame:h-full group-fullscreen/frame:max-h-none [--media-control-background:transparent] [--media-control-hover-background:rgb(255_255_255/0.15)] [--media-focus-box-shadow:inset_0_0_0_2px_#fff] [--media-font-family:inherit] [--media-range-bar-color:#62d0aa] [--media-range-thumb-background:#fff] [--media-tooltip-display:none]"
        noHotkeys
      >
        <video
          ref={video}
          slot="media"
          aria-label={t('video', { title: props.title })}
          poster={props.playback?.posterUrl ?? undefined}
          playsInline
          crossOrigin="anonymous"
          onEnded={() => {
            setEnded(true);
            props.onEnded();
          }}
          onPlay={() => setEnded(false)}
          onEmptied={() => setEnded(false)}
          onSeeking={() => setEnded(false)}
          onLoadedMetadata={(event) => {
            event.currentTarget.playbackRate = speed;
          }}
        >
          {props.playback && <Tracks playback={props.playback} />}
        </video>
        <MediaLoadingIndicator slot="centered-chrome" noAutohide />
        <div className="w-full bg-linear-to-t from-black/85 via-black/50 to-transparent px-1.5 pt-2 pb-1 sm:px-3 sm:pt-8">
          <MediaControlBar className="w-full">
            <MediaTimeRange className="h-8 w-full">
              <MediaPreviewThumbnail slot="preview" />
            </MediaTimeRange>
          </MediaControlBar>
          <MediaControlBar className="flex w-full items-center">
            <MediaPlayButton className="h-11 min-w-11 outline-none" />
            <MediaSeekBackwardButton
              seekOffset={10}
              className="h-11 min-w-11 outline-none max-sm:hidden"
            />
            <MediaSeekForwardButton
              seekOffset={10}
              className="h-11 min-w-11 outline-none max-sm:hidden"
            />
            <MediaMuteButton className="h-11 min-w-11 outline-none max-sm:hidden" />
            <MediaVolumeRange className="h-11 w-20 max-md:hidden" />
            <TimeDisplay video={video} />
            <span className="grow" />
            <CaptionsMenu video={video} captions={captions} container={frame} />
            <SpeedMenu container={frame} />
            <QualityMenu source={source} container={frame} />
            <MediaPipButton className="h-11 min-w-11 outline-none max-md:hidden" />
            <HelpButton onClick={() => setHelpOpen(true)} />
            {props.hasTheatre && <TheatreButton />}
            <MediaFullscreenButton className="h-11 min-w-11 outline-none" />
          </MediaControlBar>
        </div>
      </MediaController>
      {!props.playback && <StageLoading label={t('loading')} isOverlay />}
      <PlayerHint hint={hint} />
      <TroubleNotice video={video} isInTrouble={source.isInTrouble} />
      {hasEnded && props.next && (
        <NextUp title={props.next.title} onGo={props.next.go} onStay={() => setEnded(false)} />
      )}
      <KeyboardHelp isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
    </div>
  );
}

function Tracks({ playback }: { playback: Playback }) {
  return (
    <>
      <CaptionTracks captions={playback.captions} />
      {playback.storyboardUrl?.includes('.vtt') && (
        <track kind="metadata" label="thumbnails" src={playback.storyboardUrl} default />
      )}
    </>
  );
}
