import { stat } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { hydrated } from '../browser/hydrated.ts';

export interface TaughtCourse {
  readonly title: string;
  readonly lecture: string;
}

/** From the studio's list to an outline with one video lecture. */
export async function createCourse(page: Page, { title, lecture }: TaughtCourse): Promise<void> {
  await page.getByRole('link', { name: 'New course' }).first().click();
  const form = await hydrated(page.getByRole('main').locator('form'));
  await form.getByLabel(/^Title/).fill(title);
  await form.getByLabel('Subtitle').fill('From a failing test to a sound night');
  await form
    .getByLabel('Description')
    .fill('We break the code on purpose, watch the test go red, and keep what told us something.');
  await form.getByRole('combobox', { name: /^Subject/ }).click();
  await page.getByRole('option', { name: 'Programming' }).click();
  await form.getByRole('button', { name: 'Create course' }).click();
  await page.waitForURL(/\/studio\/courses\/[0-9a-f-]{36}$/);
  await page.getByLabel('Title of the section').fill('First steps');
  await page.getByRole('button', { name: 'Add section' }).click();
  await page.getByLabel('Title of the lecture').fill(lecture);
  await page.getByRole('button', { name: 'Add lecture' }).click();
  await page.getByText('No video yet').waitFor();
}

export interface SeenProgress {
  readonly uploading: readonly number[];
  readonly encoding: readonly number[];
}

/**
 * Gives a lecture its video over a line that needs four seconds for it, and waits until it is
 * encoded. @returns each percentage that the progress bars showed meanwhile
 */
export async function giveVideo(page: Page, lecture: string, path: string): Promise<SeenProgress> {
  const seen = await recordProgress(page);
  const { size } = await stat(path);
  const line = await slowUploads(page, size / 4);
  await page.getByLabel(`Upload a video for ${lecture}`).setInputFiles(path);
  await page.getByText('Ready', { exact: true }).waitFor({ timeout: 120_000 });
  await line.restore();
  const [uploading, encoding] = await Promise.all([
    seen(`Uploading: ${lecture}`),
    seen(`Encoding: ${lecture}`),
  ]);
  return { uploading, encoding };
}

export async function submitForReview(page: Page): Promise<void> {
  await (await hydrated(page.getByRole('tab', { name: 'Review' }))).click();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('A moderator is looking at your course').waitFor();
}

/** Notes what the progress bars say from now on. @returns what one with this name has said */
async function recordProgress(page: Page): Promise<(label: string) => Promise<readonly number[]>> {
  const record = await page.evaluateHandle(() => {
    const said = new Map<string, number[]>();
    const read = () => {
      for (const bar of document.querySelectorAll('[role=progressbar][aria-valuenow]')) {
        const label = bar.getAttribute('aria-label') ?? '';
        const value = Number(bar.getAttribute('aria-valuenow'));
        const values = said.get(label) ?? [];
        if (values.at(-1) !== value) said.set(label, [...values, value]);
      }
    };
    new MutationObserver(read).observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['aria-valuenow'],
    });
    return said;
  });
  return (label) => record.evaluate((said, wanted) => said.get(wanted) ?? [], label);
}

export async function slowUploads(page: Page, bytesPerSecond: number) {
  const session = await page.context().newCDPSession(page);
  const limit = (uploadThroughput: number) =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await session.send('Network.enable');
  await limit(bytesPerSecond);
  return { restore: () => limit(-1) };
}
