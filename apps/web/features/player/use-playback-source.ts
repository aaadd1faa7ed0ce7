'use client';

import Hls, { type ErrorData, type Level } from 'hls.js';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Playback } from '#web/api/media.ts';
import { folderOf, renewAddress } from './signed-addresses.ts';

export interface PictureQuality {
  /** Index of the level in the manifest. */
  readonly index: number;
  readonly height: number;
}

export interface PlaybackSource {
  readonly qualities: readonly PictureQuality[];
  /** The person's choice; null is automatic. */
  readonly chosen: number | null;
  /** What is shown now, whoever chose it. */
  readonly shownHeight: number | null;
  readonly choose: (index: number | null) => void;
  readonly hasFailed: boolean;
}

const mostRecoveries = 3;

export interface PlaybackSourceOptions {
  readonly playback: Playback;
  /** Seconds. */
  readonly startAt: number;
  /** Asks for new signed addresses. */
  readonly onRenew: () => Promise<Playback | undefined>;
}

/** Attaches the stream to the video: by hls.js where it runs, else by the browser itself. */
export function usePlaybackSource(
  video: RefObject<HTMLVideoElement | null>,
  options: PlaybackSourceOptions,
): PlaybackSource {
  const hls = useRef<Hls | null>(null);
  const latest = useRef(options);
  const folders = useRef<string[]>([]);
  const [levels, setLevels] = useState<readonly Level[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [shownHeight, setShownHeight] = useState<number | null>(null);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    latest.current = options;
    const { manifestUrl } = options.playback;
    const folder = manifestUrl ? folderOf(new URL(manifestUrl, location.href).href) : '';
    if (folder && !folders.current.includes(folder)) folders.current.push(folder);
  });

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const { playback, startAt } = latest.current;
    // Chromium claims to play HLS itself and does it worse: ask hls.js first.
    if (!playback.manifestUrl || !Hls.isSupported()) {
      return playNatively(element, playback, startAt, () => setFailed(true));
    }
    const player = new Hls({
      startPosition: startAt,
      capLevelToPlayerSize: true,
      backBufferLength: 60,
      // The page brings captions as tracks of its own: those of the playlist would come twice.
      enableWebVTT: false,
      xhrSetup: (xhr, address) => {
        const newest = folders.current.at(-1) ?? '';
        xhr.open('GET', renewAddress(address, folders.current, newest), true);
      },
    });
    hls.current = player;
    player.on(Hls.Events.MANIFEST_PARSED, () => setLevels(player.levels));
    player.on(Hls.Events.LEVEL_SWITCHED, (_event, { level }) =>
      setShownHeight(player.levels[level]?.height ?? null),
    );
    const recover = recoverWith({ player, element, latest, onGiveUp: () => setFailed(true) });
    player.on(Hls.Events.ERROR, (_event, data) => void recover(data));
    player.attachMedia(element);
    player.loadSource(playback.manifestUrl);
    return () => {
      hls.current = null;
      player.destroy();
    };
  }, [video]);

  function choose(index: number | null) {
    setChosen(index);
    // `nextLevel` changes at the next segment, without an interruption.
    if (hls.current) hls.current.nextLevel = index ?? -1;
  }

  const qualities = levels
    .map(({ height }, index) => ({ index, height }))
    .filter(({ height }) => height > 0)
    .sort((a, b) => b.height - a.height);
  return { qualities, chosen, shownHeight, choose, hasFailed };
}

interface Recovery {
  readonly player: Hls;
  readonly element: HTMLVideoElement;
  readonly latest: RefObject<PlaybackSourceOptions>;
  readonly onGiveUp: () => void;
}

/** Fatal errors: new addresses for the network, a new decoder for the media, a few times each. */
function recoverWith({ player, element, latest, onGiveUp }: Recovery) {
  let attempts = 0;
  return async (error: ErrorData) => {
    if (!error.fatal) return;
    attempts += 1;
    if (attempts > mostRecoveries) return onGiveUp();
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR) return player.recoverMediaError();
    const position = element.currentTime || latest.current.startAt;
    const renewed = await latest.current.onRenew().catch(() => undefined);
    if (!renewed?.manifestUrl) return onGiveUp();
    player.loadSource(renewed.manifestUrl);
    player.startLoad(position);
  };
}

/** Safari on phones has no media source extensions; it plays HLS, or a plain file, by itself. */
function playNatively(
  element: HTMLVideoElement,
  playback: Playback,
  startAt: number,
  onFailed: () => void,
): (() => void) | undefined {
  const playsHls = element.canPlayType('application/vnd.apple.mpegurl') !== '';
  const address = (playsHls ? playback.manifestUrl : null) ?? playback.resolutions.at(-1)?.url;
  if (!address) {
    onFailed();
    return;
  }
  const listening = new AbortController();
  const { signal } = listening;
  const seekToStart = () => {
    element.currentTime = startAt;
  };
  element.addEventListener('loadedmetadata', seekToStart, { once: true, signal });
  element.addEventListener('error', onFailed, { signal });
  element.src = address;
  return () => {
    listening.abort();
    element.removeAttribute('src');
    element.load();
  };
}
