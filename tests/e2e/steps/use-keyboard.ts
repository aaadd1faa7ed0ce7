import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';

const mostStops = 60;

/** Presses Tab until the element has the focus, which must be visible at every stop. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(describeFocus);
    expect(focused, `stop ${stop + 1} on the way to ${target}`).toEqual({
      ...focused,
      isVisible: true,
    });
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} is not reached by ${mostStops} tabs`);
}

/** The ring is drawn by the element, by what it stretches over a card, or by the picture beside it. */
function describeFocus() {
  const element = document.activeElement;
  if (!element) return { isVisible: false, html: 'nothing' };
  const outlines = [
    getComputedStyle(element),
    getComputedStyle(element, '::after'),
    ...(element.nextElementSibling ? [getComputedStyle(element.nextElementSibling)] : []),
  ].map(
    ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
  );
  // The controls of the player have their focus, and their ring, inside.
  const isShadowed = element.shadowRoot !== null && getComputedStyle(element).boxShadow !== 'none';
  const focused = element.shadowRoot?.activeElement ?? element;
  return {
    isVisible: focused.matches(':focus-visible') && (isShadowed || outlines.includes(true)),
    html: element.outerHTML.slice(0, 200),
  };
}
