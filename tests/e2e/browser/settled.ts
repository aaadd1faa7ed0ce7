import type { Page } from 'playwright-core';

/** Waits until no transition is under way: a colour that is half-way is nobody's choice. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ effect, playState }) => {
      const isEndless = effect?.getComputedTiming().endTime === Infinity;
      return isEndless || playState === 'finished';
    }),
  );
}
