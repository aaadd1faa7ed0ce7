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
  readonly dropped: number;
  /** From and to which second there is something to play. */
  readonly buffered: readonly (readonly [number, number])[];
  readonly errors: readonly string[];
}

export interface BarePlayer {
  /** Heights of the sizes that it found, rising. */
  sizes(): Promise<number[]>;
  choose(height: number): Promise<void>;
  seek(seconds: number): Promise<void>;
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
    };`,
  'dash.js': `
    const player = dashjs.MediaPlayer().create();
    player.updateSettings({
      debug: { logLevel: 0 },
      streaming: { abr: { autoSwitchBitrate: { video: false } }, buffer: { fastSwitchEnabled: true } },
    });
    player.on(dashjs.MediaPlayer.events.ERROR, ({ error }) => errors.push(error.message));
    player.initialize(video, source, true);
    const sizes = () => player.getRepresentationsByType('video');
    controls.sizes = () => sizes().map(({ height }) => height);
    controls.choose = (height) => {
      const { id } = sizes().find((size) => size.height === height);
      player.setRepresentationForTypeById('video', id, true);
    };`,
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
      const controls = {
        state: () => ({
          position: video.currentTime,
          height: video.videoHeight,
          hasEnded: video.ended,
          dropped: video.getVideoPlaybackQuality().droppedVideoFrames,
          buffered: Array.from({ length: video.buffered.length }, (_, index) => [
            video.buffered.start(index),
            video.buffered.end(index),
          ]),
          errors: video.error ? [...errors, video.error.message] : errors,
        }),
      };
      ${controls[name]}
    </script>`;
}
