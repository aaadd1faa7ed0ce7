import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';

const mostStops = 60;

/** Presses Tab until the element has the focus, which must be visible at every stop. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(describeFocus);
    expect(focused, `stop ${stop + 1} on the way to ${target}`).toMatchObject({ isVisible: true });
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} is not reached by ${mostStops} tabs`);
}

/** The ring may be drawn by the element, by what it stretches over a card, or by its picture. */
function describeFocus() {
  const element = document.activeElement;
  if (!element) return { isVisible: false, html: 'nothing' };
  const drawn = [
    getComputedStyle(element),
    getComputedStyle(element, '::after'),
    ...(element.nextElementSibling ? [getComputedStyle(element.nextElementSibling)] : []),
  ];
  const isVisible =
    element.matches(':focus-visible') &&
    drawn.some(
      ({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
    );
  return { isVisible, html: element.outerHTML.slice(0, 200) };
}
