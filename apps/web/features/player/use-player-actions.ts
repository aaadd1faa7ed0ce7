'use client';

import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import type { PlayerHintText } from './player-hint.tsx';
import { usePlayerPreferences } from './player-preferences.ts';
import { speeds } from './speed-menu.tsx';
import type { PlayerKeys } from './use-player-keys.ts';

export interface PlayerActionsOptions {
  readonly frame: HTMLElement | null;
  readonly captionLanguages: readonly string[];
  readonly hasTheatre: boolean;
  readonly onHint: (hint: PlayerHintText) => void;
  readonly onHelp: () => void;
  readonly onNext: (() => void) | undefined;
}

/** What keys and taps do; what cannot be seen elsewhere is said for a moment. */
export function usePlayerActions(
  video: RefObject<HTMLVideoElement | null>,
  options: PlayerActionsOptions,
): PlayerKeys {
  const t = useTranslations('player');
  const preferences = usePlayerPreferences();
  const say = (text: string) => options.onHint({ text, isSpoken: true });

  /** Does it to the video, if it is there. */
  const withVideo = (act: (element: HTMLVideoElement) => void) => () => {
    if (video.current) act(video.current);
  };

  return {
    toggle: withVideo((element) => {
      if (element.paused) void element.play().catch(() => undefined);
      else element.pause();
    }),
    jump: (seconds) =>
      withVideo((element) => {
        const end = Number.isFinite(element.duration) ? element.duration : 0;
        element.currentTime = Math.min(end, Math.max(0, element.currentTime + seconds));
        // Their own screen reader tells people the time when they ask for it.
        options.onHint({ text: t(seconds < 0 ? 'back' : 'forward', jumped(seconds)) });
      })(),
    jumpTo: (part) =>
      withVideo((element) => {
        if (Number.isFinite(element.duration)) element.currentTime = element.duration * part;
      })(),
    changeVolume: (by) =>
      withVideo((element) => {
        element.volume = Math.min(1, Math.max(0, element.volume + by));
        if (by > 0) element.muted = false;
        say(t('volumeIs', { percent: Math.round(element.volume * 100) }));
      })(),
    mute: withVideo((element) => {
      element.muted = !element.muted;
      say(t(element.muted ? 'muted' : 'unmuted'));
    }),
    fullscreen: () => void toggleFullscreen(options.frame),
    theatre: () => {
      if (options.hasTheatre) preferences.set({ isWide: !preferences.isWide });
    },
    captions: () => {
      const [first] = options.captionLanguages;
      if (first === undefined) return say(t('captionsNone'));
      const captionLanguage = preferences.captionLanguage === null ? first : null;
      preferences.set({ captionLanguage });
      say(t(captionLanguage === null ? 'captionsAreOff' : 'captionsAreOn'));
    },
    changeSpeed: (steps) => {
      const at = speeds.indexOf(preferences.speed) + steps;
      const speed = speeds[Math.min(speeds.length - 1, Math.max(0, at))] ?? 1;
      preferences.set({ speed });
      say(t('speedIs', { value: speed }));
    },
    next: () => options.onNext?.(),
    help: () => {
      // In full screen nothing outside of the player is shown.
      if (document.fullscreenElement) void document.exitFullscreen();
      options.onHelp();
    },
  };
}

function jumped(seconds: number): { seconds: number } {
  return { seconds: Math.abs(seconds) };
}

async function toggleFullscreen(frame: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await frame?.requestFullscreen();
}
