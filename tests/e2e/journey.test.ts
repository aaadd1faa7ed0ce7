import { eventually } from '@edumaster/testkit';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestClips, type TestClips } from '../running-server/test-clips.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { type Newcomer, newcomer, signIn, signUp } from './steps/sign-in.ts';
import { createCourse, giveVideo, submitForReview } from './steps/teach-course.ts';
import { pause, play, videoState, watchTo } from './steps/watch-lecture.ts';

const browser = useBrowser();
const lecture = 'A red test';
let clips: TestClips;

beforeAll(async () => {
  clips = await makeTestClips({ seconds: 60, width: 640, height: 360 });
});

describe.each([
  { format: 'mp4', codecs: 'H.264 and AAC', leave: pauseAndClose, way: 'pauses and closes it' },
  { format: 'webm', codecs: 'VP8 and Vorbis', leave: closeWhilePlaying, way: 'just closes it' },
] as const)('a lecture of $codecs', ({ format, leave, way }) => {
  test(`is uploaded, published, watched by one who ${way}, and continued elsewhere`, async () => {
    const title = `Tests that mean it ${crypto.randomUUID().slice(0, 8)}`;
    await teach(title, clips[format]);
    await publish(title);

    const student = newcomer('Nora New');
    const room = await enroll(student, title);
    await play(room);
    await watchTo(room, 6);
    const shown = await videoState(room);
    expect(shown.width / shown.height).toBeCloseTo(16 / 9, 1);
    expect(shown.frames).toBeGreaterThan(30);
    const left = await leave(room);

    const again = await continueElsewhere(student, title);
    const continued = await play(again);
    expect(continued).toBeGreaterThan(left - 1);
    expect(continued).toBeLessThan(left + 1);
    await watchTo(again, left + 2);
  });
});

async function teach(title: string, clip: string): Promise<void> {
  const page = await browser.open();
  await page.goto(`${url}/studio`);
  await signIn(page, 'instructor@demo.test');
  await createCourse(page, { title, lecture });
  const { uploading, encoding } = await giveVideo(page, lecture, clip);
  const onTheWay = (seen: readonly number[]) => {
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    return seen.filter((percent) => percent > 0 && percent < 100).length;
  };
  expect(onTheWay(uploading)).toBeGreaterThanOrEqual(2);
  // How often the page can ask before it is done, depends on the machine.
  expect(onTheWay(encoding)).toBeGreaterThanOrEqual(1);
  await submitForReview(page);
}

async function publish(title: string): Promise<void> {
  const page = await browser.open();
  await page.goto(`${url}/moderation`);
  await signIn(page, 'moderator@demo.test');
  const row = page.getByRole('link', { name: title });
  await row.click();
  await (await hydrated(page.getByRole('button', { name: 'Approve and publish' }))).click();
  const question = page.getByRole('alertdialog', { name: 'Publish this course?' });
  await question.getByRole('button', { name: 'Approve and publish' }).click();
  await page.getByRole('heading', { name: 'Review queue' }).waitFor();
  await row.waitFor({ state: 'detached' });
}

/** A person who has no account yet finds the course by the words of its title. */
async function enroll(student: Newcomer, title: string): Promise<Page> {
  const page = await browser.open();
  await page.goto(`${url}/`);
  await signUp(page, student);
  const search = page.getByRole('banner').getByRole('searchbox');
  await search.fill(title);
  await search.press('Enter');
  await page.waitForURL(/\/courses\?q=/);
  const found = page.getByRole('main').getByRole('link', { name: title });
  await eventually('the course among the results', async () => {
    if ((await found.count()) > 0) return true;
    await page.reload();
    return undefined;
  });
  await found.click();
  const button = await hydrated(page.getByRole('button', { name: 'Enroll for free' }).first());
  await button.click();
  await page.getByRole('heading', { name: lecture }).waitFor();
  return page;
}

async function continueElsewhere(student: Newcomer, title: string): Promise<Page> {
  const page = await browser.open({ viewport: { width: 390, height: 844 } });
  await page.goto(`${url}/my-learning`);
  await signIn(page, student.email, student.password);
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { name: lecture }).waitFor();
  return page;
}

async function pauseAndClose(page: Page): Promise<number> {
  await pause(page);
  const { position } = await videoState(page);
  await page.close();
  return position;
}

async function closeWhilePlaying(page: Page): Promise<number> {
  const { position } = await videoState(page);
  await page.close();
  return position;
}
