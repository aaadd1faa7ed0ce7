import type { Page } from 'playwright-core';

interface VideoState {
  /** Seconds. */
  readonly position: number;
  readonly width: number;
  readonly height: number;
  readonly isPaused: boolean;
  /** Pictures that were decoded. */
  readonly frames: number;
}

export function videoState(page: Page): Promise<VideoState> {
  return page.locator('video').evaluate((video: HTMLVideoElement) => ({
    position: video.currentTime,
    width: video.videoWidth,
    height: video.videoHeight,
    isPaused: video.paused,
    frames: video.getVideoPlaybackQuality().totalVideoFrames,
  }));
}

/** Presses "play". @returns the second at which the first picture moved */
export async function play(page: Page): Promise<number> {
  const video = page.locator('video');
  await video.waitFor();
  const started = video.evaluate(
    (element: HTMLVideoElement) =>
      new Promise<number>((resolve) => {
        const tell = () => resolve(element.currentTime);
        element.addEventListener('playing', tell, { once: true });
      }),
  );
  await page.getByRole('button', { name: /^play$/i }).click();
  return started;
}

export async function pause(page: Page): Promise<void> {
  // The controls hide while it plays; a person moves the mouse.
  await page.locator('video').hover();
  await page.getByRole('button', { name: /^pause$/i }).click();
  await page.waitForFunction(() => document.querySelector('video')?.paused);
}

/** Waits until the video has come this far, in seconds. */
export async function watchTo(page: Page, position: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => (document.querySelector('video')?.currentTime ?? 0) >= wanted,
    position,
  );
}
