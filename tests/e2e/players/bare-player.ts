import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { eventually } from '@edumaster/testkit';
import type { Page } from 'playwright-core';

export type BarePlayerName = 'hls.js' | 'dash.js';

export interface BarePlayerState {
  /** Seconds. */
  readonly position: number;
  /** Of the picture that is shown. */
  readonly height: number;
  readonly hasEnded: boolean;
  readonly isPaused: boolean;
  readonly dropped: number;
  /** From and to which second there is something to play. */
  readonly buffered: readonly (readonly [number, number])[];
  /** Of the captions that are shown. */
  readonly cues: readonly string[];
  /** The language that is heard, as the player says when it has changed. */
  readonly heard: string | null;
  readonly errors: readonly string[];
}

export interface BarePlayer {
  /** Heights of the sizes that it found, rising. */
  sizes(): Promise<number[]>;
  choose(height: number): Promise<void>;
  seek(seconds: number): Promise<void>;
  /** Languages of what can be heard. */
  sounds(): Promise<string[]>;
  hear(language: string): Promise<void>;
  /** Languages of what can be read. */
  captions(): Promise<string[]>;
  /** Shows captions of a language. */
  read(language: string): Promise<void>;
  state(): Promise<BarePlayerState>;
  until(what: string, holds: (state: BarePlayerState) => boolean): Promise<void>;
}

const { resolve } = createRequire(import.meta.url);
const scripts: Readonly<Record<BarePlayerName, string>> = {
  'hls.js': join(dirname(resolve('hls.js')), 'hls.js'),
  'dash.js': resolve('dashjs'),
};

/** What the page offers to the test, for each of the two players. */
const controls: Readonly<Record<BarePlayerName, string>> = {
  'hls.js': `
    const player = new Hls({ startLevel: 0 });
    // The others are moments that it gets over by itself, such as a machine that is busy.
    player.on(Hls.Events.ERROR, (_, { details, fatal }) => fatal && errors.push(details));
    player.loadSource(source);
    player.attachMedia(video);
    controls.sizes = () => player.levels.map(({ height }) => height);
    controls.choose = (height) => {
      player.nextLevel = player.levels.findIndex((level) => level.height === height);
    };
    const indexIn = (tracks, language) => tracks.findIndex(({ lang }) => lang === language);
    player.on(Hls.Events.AUDIO_TRACK_SWITCHED, (_, { lang }) => (heard = lang));
    controls.sounds = () => player.audioTracks.map(({ lang }) => lang);
    controls.hear = (language) => {
      player.audioTrack = indexIn(player.audioTracks, language);
    };
    controls.captions = () => player.subtitleTracks.map(({ lang }) => lang);
    controls.read = (language) => {
      player.subtitleDisplay = true;
      player.subtitleTrack = indexIn(player.subtitleTracks, language);
    };`,
  'dash.js': `
    const player = dashjs.MediaPlayer().create();
    player.updateSettings({
      debug: { logLevel: 0 },
      streaming: { abr: { autoSwitchBitrate: { video: false } }, buffer: { fastSwitchEnabled: true } },
    });
    player.on(dashjs.MediaPlayer.events.ERROR, ({ error }) => errors.push(error.message));
    player.initialize(video, source, true);
    // It sometimes pauses by itself half a second before the end, when what it had loaded was changed.
    video.addEventListener('pause', () => video.ended || void video.play());
    const sizes = () => player.getRepresentationsByType('video');
    controls.sizes = () => sizes().map(({ height }) => height);
    controls.choose = (height) => {
      const { id } = sizes().find((size) => size.height === height);
      player.setRepresentationForTypeById('video', id, true);
    };
    player.on(dashjs.MediaPlayer.events.TRACK_CHANGE_RENDERED, ({ mediaType, newMediaInfo }) => {
      if (mediaType === 'audio') heard = newMediaInfo.lang;
    });
    const languages = (kind) => player.getTracksFor(kind).map(({ lang }) => lang);
    controls.sounds = () => languages('audio');
    controls.hear = (language) =>
      player.setCurrentTrack(player.getTracksFor('audio').find(({ lang }) => lang === language));
    controls.captions = () => languages('text');
    controls.read = (language) => player.setTextTrack(languages('text').indexOf(language));`,
};

/** A page with a video, a player that we did not write and nothing of ours. */
export async function openBarePlayer(
  page: Page,
  name: BarePlayerName,
  source: string,
): Promise<BarePlayer> {
  const { origin } = new URL(source);
  await page.route(`${origin}/bare-player*`, (route) => {
    if (route.request().url().endsWith('.js')) return route.fulfill({ path: scripts[name] });
    return route.fulfill({ contentType: 'text/html', body: document(name, source) });
  });
  await page.goto(`${origin}/bare-player`);
  const call = <Result>(expression: string) => page.evaluate(expression) as Promise<Result>;
  const state = () => call<BarePlayerState>('controls.state()');
  return {
    sizes: async () => (await call<number[]>('controls.sizes()')).sort((a, b) => a - b),
    choose: (height) => call(`controls.choose(${height})`),
    sounds: () => call('controls.sounds()'),
    hear: (language) => call(`void controls.hear(${JSON.stringify(language)})`),
    captions: () => call('controls.captions()'),
    read: (language) => call(`void controls.read(${JSON.stringify(language)})`),
    seek: (seconds) => call(`void (video.currentTime = ${seconds})`),
    state,
    until: async (what, holds) => {
      let last: BarePlayerState | undefined;
      const met = async () => {
        last = await state();
        return last.errors.length > 0 || holds(last) || undefined;
      };
      await eventually(what, met, 30).catch((error: unknown) => {
        throw new Error(`${String(error)}: ${JSON.stringify(last)}`);
      });
    },
  };
}

function document(name: BarePlayerName, source: string): string {
  return `<!doctype html><link rel="icon" href="data:,"><video id="video" muted autoplay></video>
    <script src="/bare-player.js"></script>
    <script>
      const source = ${JSON.stringify(source)};
      const errors = [];
      let heard = null;
      const controls = {
        state: () => ({
          position: video.currentTime,
          height: video.videoHeight,
          hasEnded: video.ended,
          isPaused: video.paused,
          dropped: video.getVideoPlaybackQuality().droppedVideoFrames,
          buffered: Array.from({ length: video.buffered.length }, (_, index) => [
            video.buffered.start(index),
            video.buffered.end(index),
          ]),
          cues: [...video.textTracks]
            .filter(({ mode }) => mode === 'showing')
            .flatMap(({ cues }) => [...(cues ?? [])].map(({ text }) => text)),
          heard,
          errors: video.error ? [...errors, video.error.message] : errors,
        }),
      };
      ${controls[name]}
    </script>`;
}
