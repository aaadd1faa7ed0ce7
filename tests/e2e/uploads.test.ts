import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eventually } from '@edumaster/testkit';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { newCourse } from '../running-server/new-course.ts';
import { demoVisitor } from '../running-server/visitor.ts';
import { seriousFindings } from './browser/axe.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { noiseFiles, seeParts } from './steps/send-videos.ts';
import { slowUploads } from './steps/teach-course.ts';

const browser = useBrowser();
const mebibyte = 1024 ** 2;
const lecture = 'A red test';

async function courseInStudio(): Promise<Page> {
  const { courseId } = await newCourse(await demoVisitor(url, 'instructor'));
  const page = await browser.open({ as: 'instructor' });
  await page.goto(`${url}/studio/courses/${courseId}`);
  await hydrated(page.getByLabel('Upload videos'));
  return page;
}

const chooseFor = (page: Page, path: string) =>
  page.getByLabel(`Upload a video for ${lecture}`).and(page.locator('input')).setInputFiles(path);
const hasEnded = (page: Page) =>
  page.getByText('This file cannot be used').waitFor({ timeout: 90_000 });
const said = (page: Page, words: string) =>
  page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' });

describe('an upload in the studio', () => {
  test('is paused and gone on with: no part that arrived is sent again', async () => {
    const page = await courseInStudio();
    const parts = seeParts(page);
    const [path = ''] = await noiseFiles(['knots.mp4'], 64);
    const line = await slowUploads(page, 6 * mebibyte);
    await chooseFor(page, path);
    await said(page, 'Uploading knots.mp4');
    await page.getByText(/of 67\.1 MB · [\d.]+ [kM]B\/s · \d+ sec left/).waitFor();
    expect(parts.mostAtOnce()).toBeGreaterThan(1);
    await eventually('some parts to arrive', async () => parts.arrived.size >= 2 || undefined);
    await page.getByRole('button', { name: 'Pause: knots.mp4' }).press('Enter');
    await page.getByText(/^Paused · /).waitFor();
    await said(page, 'knots.mp4 is paused');
    expect(await seriousFindings(page)).toEqual([]);
    await eventually('the line to be still', async () => parts.underWay() === 0 || undefined);
    const atPause = parts.arrived.size;
    expect(atPause).toBeLessThan(8);
    await line.restore();
    await page.getByRole('button', { name: 'Resume: knots.mp4' }).press('Enter');
    await hasEnded(page);
    expect([...parts.arrived.values()]).toEqual(Array(8).fill(1));
  });

  test('is gone on with after the page was reloaded, when its file is chosen again', async () => {
    const page = await courseInStudio();
    page.on('dialog', (dialog) => void dialog.accept());
    const [path = ''] = await noiseFiles(['reef.mp4'], 64);
    const line = await slowUploads(page, 6 * mebibyte);
    const before = seeParts(page);
    await chooseFor(page, path);
    await eventually('some parts to arrive', async () => before.arrived.size >= 3 || undefined);
    await page.reload();
    const notice = page.getByText(/The upload of reef\.mp4 was interrupted/);
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/[1-9]\d% has arrived/);
    expect(await seriousFindings(page)).toEqual([]);
    await line.restore();
    // On the section, as one of many would be dropped: it finds its lecture.
    await page.getByLabel('Upload videos').setInputFiles(path);
    await hasEnded(page);
    expect([...before.arrived.values()]).toEqual(Array(8).fill(1));
    expect(await page.getByLabel(/^Upload a video for /).count()).toBe(1);
  });

  test('is cancelled, and forgotten by page and server', async () => {
    const page = await courseInStudio();
    const [path = ''] = await noiseFiles(['hitch.mp4'], 24);
    await slowUploads(page, 2 * mebibyte);
    const opened = page.waitForResponse(/\/api\/v1\/uploads$/);
    await chooseFor(page, path);
    const { uploadId } = (await (await opened).json()) as { uploadId: string };
    await page.getByText(/of 25\.2 MB/).waitFor();
    await page.getByRole('button', { name: 'Cancel: hitch.mp4' }).click();
    await page.getByText('No video yet').waitFor();
    const status = await eventually('the upload to be given up', async () => {
      const answer = await page.request.get(`${url}/api/v1/uploads/${uploadId}`);
      const found = (await answer.json()) as { status: string };
      return found.status === 'open' ? undefined : found.status;
    });
    expect(status).toBe('aborted');
    await page.reload();
    await page.getByText('No video yet').waitFor();
    expect(await page.getByText('was interrupted').count()).toBe(0);
  });
});

test('the line of a file with a long name fits a telephone, buttons and all', async () => {
  const page = await courseInStudio();
  await page.setViewportSize({ width: 360, height: 740 });
  const name = 'a rather long name of a film about the tying of knots at sea, second take.mp4';
  const [path = ''] = await noiseFiles([name], 24);
  await slowUploads(page, 2 * mebibyte);
  await chooseFor(page, path);
  await page.getByText(/of 25\.2 MB/).waitFor();
  const cancel = page.getByRole('button', { name: `Cancel: ${name}` });
  const box = await cancel.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  await cancel.click();
  await page.getByText('No video yet').waitFor();
});

describe('ten files at once', () => {
  test('become ten lectures in their order, each with its progress', async () => {
    const page = await courseInStudio();
    const names = Array.from(
      { length: 10 },
      (_, index) => `${String(index).padStart(2, '0')}-a.mp4`,
    );
    const paths = await noiseFiles(names, 9);
    const parts = seeParts(page);
    // None arrives before the last has begun.
    const line = await slowUploads(page, 2 * mebibyte);
    await page.getByLabel('Upload videos').setInputFiles(paths);
    await eventually('all to be on their way', async () => {
      const bars = await page.getByRole('progressbar', { name: /^Uploading: 0\d a$/ }).count();
      return bars === 10 || undefined;
    });
    await line.restore();
    await eventually(
      'all to have arrived',
      async () =>
        (await page.getByText('This file cannot be used').count()) === 10 ? true : undefined,
      120,
    );
    expect([...parts.arrived.values()]).toEqual(Array(20).fill(1));
    expect(parts.mostAtOnce()).toBeGreaterThan(2);
    const inputs = page.getByLabel(/^Upload a video for 0/);
    const titles = await inputs.evaluateAll((found) => found.map((one) => one.ariaLabel));
    expect(titles).toEqual(names.map((name) => `Upload a video for ${name.slice(0, 2)} a`));
  });

  test('among them what is no video: it is refused before anything is made of it', async () => {
    const page = await courseInStudio();
    const [video = ''] = await noiseFiles(['good one.mp4'], 1);
    const [notes, empty] = ['notes.txt', 'empty.mp4'].map((name) => join(dirname(video), name));
    await writeFile(notes ?? '', 'notes');
    await writeFile(empty ?? '', '');
    const opened: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/v1/uploads'))
        opened.push(request.postData() ?? '');
    });
    await page.getByLabel('Upload videos').setInputFiles([notes ?? '', empty ?? '', video]);
    const alert = page.getByRole('alert').filter({ hasText: '2 files were not taken' });
    await alert
      .getByText(/notes\.txt: This is no type of video that we can read\. .*MP4.*or M2TS/)
      .waitFor();
    await alert.getByText('empty.mp4: This file is empty.').waitFor();
    await page.getByLabel('Upload a video for good one').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await hasEnded(page);
    expect(opened).toHaveLength(1);
    expect(await page.getByLabel(/^Upload a video for /).count()).toBe(2);
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await alert.waitFor({ state: 'detached' });

    await chooseFor(page, notes ?? '');
    await page.getByText(/^This is no type of video/).waitFor();
    await said(page, 'notes.txt: This is no type of video');
    await page.getByRole('button', { name: 'Dismiss: notes.txt' }).click();
    await page.getByText('No video yet').waitFor();
    expect(opened).toHaveLength(1);
  });
});
