import type { Locator } from 'playwright-core';

/**
 * Waits until React has taken over an element of a page that the server rendered: what is typed or
 * pressed before would be lost. React marks each element that it cares for.
 */
export async function hydrated(locator: Locator): Promise<Locator> {
  await locator.waitFor();
  const page = locator.page();
  const element = await locator.elementHandle();
  await page.waitForFunction(
    (node) => Object.keys(node ?? {}).some((name) => name.startsWith('__reactProps$')),
    element,
  );
  return locator;
}
