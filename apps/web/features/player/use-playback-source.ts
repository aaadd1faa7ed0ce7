'use client';

import Hls, { type Level } from 'hls.js';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Playback } from '#web/api/media.ts';
import { joinSizes } from './join-sizes.ts';
import { keepPlaying, patience } from './keep-playing.ts';
import { SignedAddresses } from './signed-addresses.ts';

export interface PlaybackSource {
  /** Heights, the largest first. */
  readonly qualities: readonly number[];
  /** The person's choice; null is automatic. */
  readonly chosen: number | null;
  /** What is shown now, whoever chose it. */
  readonly shownHeight: number | null;
  readonly choose: (height: number | null) => void;
  /** Nothing can be loaded at the moment. */
  readonly isInTrouble: boolean;
}

export interface PlaybackSourceOptions {
  readonly lectureId: string;
  /** Until it is known, the video is empty. */
  readonly playback: Playback | undefined;
  /** Seconds. */
  readonly startAt: number;
  /** Asks for new signed addresses. */
  readonly onRenew: () => Promise<Playback | undefined>;
  readonly playsAtOnce?: () => boolean;
  readonly onGiveUp: () => void;
}

/**
 * Attaches the stream to the video: by hls.js where it runs, else by the browser itself. Another
 * lecture takes the element over.
 */
export function usePlaybackSource(
  video: RefObject<HTMLVideoElement | null>,
  options: PlaybackSourceOptions,
): PlaybackSource {
  const hls = useRef<Hls | null>(null);
  const latest = useRef(options);
  const known = useRef<SignedAddresses | null>(null);
  const [levels, setLevels] = useState<readonly Level[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [shownHeight, setShownHeight] = useState<number | null>(null);
  const [isInTrouble, setInTrouble] = useState(false);
  const { lectureId } = options;
  const isThere = options.playback !== undefined;

  useEffect(() => {
    latest.current = options;
    if (known.current) learn(known.current, options.playback);
  });

  useEffect(() => {
    const element = video.current;
    const { playback, startAt } = latest.current;
    if (!element || !playback) return;
    const giveUp = () => latest.current.onGiveUp();
    element.autoplay = latest.current.playsAtOnce?.() ?? false;
    // Chromium claims to play HLS itself and does it worse: ask hls.js first.
    if (!playback.manifestUrl || !Hls.isSupported()) {
      return playNatively({ element, playback, startAt, onFailed: giveUp });
    }
    const addresses: SignedAddresses = new SignedAddresses(async () =>
      learn(addresses, await latest.current.onRenew()),
    );
    learn(addresses, playback);
    known.current = addresses;
    const player = new Hls({
      ...patience,
      startPosition: startAt,
      capLevelToPlayerSize: true,
      backBufferLength: 60,
      // By default hls.js loads 60 MB ahead, which is a whole lecture that few watch to its end.
      maxMaxBufferLength: 30,
      // The page brings captions as tracks of its own: those of the playlist would come twice.
      enableWebVTT: false,
      xhrSetup: async (xhr, address) => xhr.open('GET', await addresses.newest(address), true),
    });
    hls.current = player;
    player.on(Hls.Events.MANIFEST_PARSED, () => setLevels(player.levels));
    player.on(Hls.Events.LEVEL_SWITCHED, (_event, { level }) =>
      setShownHeight(player.levels[level]?.height ?? null),
    );
    const stop = keepPlaying({
      player,
      manifestUrl: () => latest.current.playback?.manifestUrl ?? '',
      onTrouble: setInTrouble,
      onGiveUp: giveUp,
    });
    player.attachMedia(element);
    player.loadSource(playback.manifestUrl);
    return () => {
      stop();
      hls.current = null;
      known.current = null;
      player.destroy();
      setLevels([]);
      setChosen(null);
      setShownHeight(null);
      setInTrouble(false);
    };
  }, [video, lectureId, isThere]);

  const manifestUrl = options.playback?.manifestUrl;
  const sizes = options.playback?.resolutions.length ?? 0;
  const isGrowing = levels.length > 0 && sizes > levels.length;
  useEffect(() => {
    const player = hls.current;
    if (isGrowing && player && manifestUrl) void joinSizes(player, manifestUrl).then(setLevels);
  }, [isGrowing, manifestUrl]);

  function choose(height: number | null) {
    setChosen(height);
    if (!hls.current) return;
    // `nextLevel` changes at the next segment, without an interruption.
    hls.current.nextLevel = hls.current.levels.findIndex((level) => level.height === height);
  }

  const qualities = [...new Set(levels.map(({ height }) => height))]
    .filter((height) => height > 0)
    .sort((a, b) => b - a);
  return { qualities, chosen, shownHeight, choose, isInTrouble };
}

function learn(addresses: SignedAddresses, playback: Playback | undefined): void {
  if (!playback?.manifestUrl) return;
  const address = new URL(playback.manifestUrl, location.href).href;
  addresses.learn({ address, expiresAt: playback.expiresAt });
}

interface NativePlayback {
  readonly element: HTMLVideoElement;
  readonly playback: Playback;
  readonly startAt: number;
  readonly onFailed: () => void;
}

/** Safari on phones has no media source extensions; it plays HLS, or a plain file, by itself. */
function playNatively({
  element,
  playback,
  startAt,
  onFailed,
}: NativePlayback): (() => void) | undefined {
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
