import type { Page } from 'playwright-core';

/** The answer of the play route, as far as tests change it. */
export interface PlaybackAnswer {
  manifestUrl: string | null;
  resolutions: { quality: string; url: string }[];
  expiresAt: string;
  isComplete: boolean;
  progress: number;
}

/** A status, or what the API answers with it. */
export type PlaybackRefusal = number | { readonly status: number; readonly code: string };

/**
 * Changes what the page is told of where its video is; `change` gets the number of the answer, from 1
 * on, and may refuse with a status.
 */
export async function answerPlayback(
  page: Page,
  change: (answer: PlaybackAnswer, number: number) => PlaybackAnswer | PlaybackRefusal,
): Promise<void> {
  let number = 0;
  await page.route('**/play', async (route) => {
    const response = await route.fetch();
    number += 1;
    const answer = change((await response.json()) as PlaybackAnswer, number);
    if (typeof answer === 'object' && 'expiresAt' in answer)
      return route.fulfill({ response, json: answer });
    const { status, code } =
      typeof answer === 'number' ? { status: answer, code: 'not_enrolled' } : answer;
    const problem = { type: 'about:blank', title: 'no', status, code };
    await route.fulfill({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify(problem),
    });
  });
}

export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

/** The folder under whose signature a file is asked for. */
export function folderIn(address: string | null): string | undefined {
  return /\/v\/[^/]+\//.exec(address ?? '')?.[0];
}

/** Counts from now on how often the video is begun anew or jumps: nothing that a viewer asked for. */
export async function watchInterruptions(page: Page): Promise<() => Promise<number>> {
  await page.locator('video').evaluate((video: HTMLVideoElement) => {
    let count = 0;
    for (const type of ['emptied', 'seeking']) video.addEventListener(type, () => (count += 1));
    Object.assign(window, { interruptions: () => count });
  });
  return () => page.evaluate('interruptions()');
}
