import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { settled } from './settled.ts';

/** The rules whose verdict changes with the colours of a page and with nothing else. */
const aboutColours = ['color-contrast', 'link-in-text-block'];

/** What axe finds serious or critical, one line a place. @param within one part of the page only */
export async function seriousFindings(page: Page, within?: string): Promise<readonly string[]> {
  return findings(page, within, axeOn(page));
}

/** As much of it as can differ between light and dark, for a page that was looked at in one of them. */
export async function colourFindings(page: Page, within?: string): Promise<readonly string[]> {
  return findings(page, within, axeOn(page).withRules(aboutColours));
}

function axeOn(page: Page): AxeBuilder {
  // Without it axe opens a page beside to join what it found in frames of strangers; here are none.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  // What is right is not written down, which is most of the work.
  return axe.options({ resultTypes: ['violations'] });
}

async function findings(
  page: Page,
  within: string | undefined,
  axe: AxeBuilder,
): Promise<readonly string[]> {
  await settled(page);
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    );
}
