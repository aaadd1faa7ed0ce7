import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { newCourse } from '../running-server/new-course.ts';
import { makeTestClip } from '../running-server/test-clips.ts';
import { untilMedia, uploadVideo } from '../running-server/upload-video.ts';
import { demoVisitor } from '../running-server/visitor.ts';
import { seriousFindings } from './browser/axe.ts';
import { url, useBrowser, type WindowOptions } from './browser/use-browser.ts';
import {
  answerPlayback,
  folderIn,
  inSeconds,
  watchInterruptions,
} from './steps/playback-answers.ts';
import { pause, play, videoState, watchTo } from './steps/watch-lecture.ts';

const browser = useBrowser();
const seconds = 60;
let first: string;
let second: string;

/** What the tests break on purpose. */
const broken = [/\/v\//, /Failed to load resource/];

beforeAll(async () => {
  const [clip, short] = await Promise.all([
    makeTestClip({ seconds, width: 854, height: 480 }),
    makeTestClip({ seconds: 10, width: 640, height: 360 }),
  ]);
  const instructor = await demoVisitor(url, 'instructor');
  const { courseId, lectureId } = await newCourse(instructor);
  const { sections } = await instructor.api.getCourse({ params: { id: courseId } });
  const added = await instructor.api.addLecture({
    params: { id: sections[0]?.id ?? '' },
    body: { title: 'A green test', isPreview: false, kind: 'video' },
  });
  const uploaded = [
    await uploadVideo(instructor, clip, lectureId),
    await uploadVideo(instructor, short, added.id),
  ];
  // Nothing is encoded any more beside what is watched.
  for (const mediaId of uploaded) await untilMedia(instructor, mediaId, ['ready']);
  first = `${url}/learn/${courseId}/${lectureId}`;
  second = `${url}/learn/${courseId}/${added.id}`;
}, 400_000);

async function opened(options: WindowOptions = {}, address = first): Promise<Page> {
  const page = await browser.open({ as: 'instructor', ...options });
  await page.goto(address);
  await page.locator('video').waitFor();
  return page;
}

/** Waits until the player has gone over to a lecture. */
const isOpened = (page: Page, title: string) =>
  page.getByLabel(`Video: ${title}`).and(page.locator('video')).waitFor();

const seek = (page: Page, position: number) =>
  page.locator('video').evaluate((video: HTMLVideoElement, to: number) => {
    video.currentTime = to;
  }, position);

describe('a video', () => {
  test('shows small pictures to those who wind', async () => {
    const page = await opened();
    await play(page);
    await watchTo(page, 0.5);
    await page.locator('media-time-range').hover();
    const preview = page.locator('media-preview-thumbnail[slot=preview]');
    await preview.locator('img').first().waitFor({ state: 'visible' });
    expect(await preview.getAttribute('mediapreviewimage')).toMatch(/\/storyboard-1\.jpg/);
    // The middle of a minute in pictures that are two seconds apart, ten to a row.
    const [x, y, width, height] =
      (await preview.getAttribute('mediapreviewcoords'))?.split(' ') ?? [];
    expect({ y, width, height }).toEqual({ y: '90', width: '160', height: '90' });
    expect(Number(x)).toBeGreaterThanOrEqual(480);
    expect(Number(x)).toBeLessThanOrEqual(960);
  });

  test('goes on over a segment that fails, without a word', async () => {
    const page = await browser.open({ as: 'instructor', tolerates: broken });
    let failures = 0;
    await page.route(/\/\d+p\.mp4/, async (route) => {
      failures += 1;
      if (failures === 2) return route.abort('connectionreset');
      if (failures === 4) return route.fulfill({ status: 503 });
      return route.continue();
    });
    await page.goto(first);
    await play(page);
    await watchTo(page, 8);
    expect(failures).toBeGreaterThan(4);
    expect(await page.getByText(/cannot be loaded right now/).count()).toBe(0);
  });

  test('plays in another size when the files of one are missing', async () => {
    const page = await browser.open({ as: 'instructor', tolerates: broken });
    await page.route(/\/480p\.m3u8|\/480p\.mp4/, (route) => route.fulfill({ status: 404 }));
    await page.goto(first);
    await play(page);
    await watchTo(page, 4);
    expect((await videoState(page)).height).toBe(360);
  });

  test('says so while nothing can be delivered, and goes on by itself', async () => {
    const page = await opened({ tolerates: broken });
    await play(page);
    await watchTo(page, 2);
    const isLoaded = await page
      .locator('video')
      .evaluate(({ buffered }: HTMLVideoElement) => buffered.end(buffered.length - 1) >= 50);
    expect(isLoaded).toBe(false);
    await page.route('**/v/**', (route) => route.abort('connectionrefused'));
    await seek(page, 50);
    const notice = page.getByRole('alert').getByText(/goes on by itself/);
    await notice.waitFor();
    await page.unroute('**/v/**');
    await watchTo(page, 52);
    expect(page.url()).toBe(first);
    await notice.waitFor({ state: 'detached' });
  });

  test('plays on while its addresses are renewed', async () => {
    const page = await browser.open({ as: 'instructor', tolerates: broken });
    const folders: string[] = [];
    let refused = 0;
    let renewed = 0;
    let newestSince = 0;
    await answerPlayback(page, (answer) => {
      folders.push(folderIn(answer.manifestUrl) ?? '');
      newestSince = performance.now();
      return { ...answer, expiresAt: inSeconds(12) };
    });
    await page.route('**/v/**', (route) => {
      const folder = folderIn(route.request().url()) ?? '';
      const isMedia = route.request().url().endsWith('.mp4');
      if (isMedia && folder === folders.at(-1) && folders.length > 1) renewed += 1;
      // An address ends when the next one has come, which takes a moment to be known to the page.
      const isOver = performance.now() - newestSince > 1_000;
      if (!isMedia || !isOver || folder === folders.at(-1)) return route.continue();
      refused += 1;
      return route.fulfill({ status: 403 });
    });
    await page.goto(first);
    await play(page);
    const interruptions = await watchInterruptions(page);
    await page.waitForFunction(
      () => (document.querySelector('video')?.currentTime ?? 0) >= 18,
      undefined,
      { timeout: 60_000 },
    );
    expect(folders.length).toBeGreaterThan(2);
    expect({ refused, isRenewed: renewed > 0 }).toEqual({ refused: 0, isRenewed: true });
    expect(await interruptions()).toBe(0);
  });

  test('stops with a clear word when access is withdrawn', async () => {
    const page = await browser.open({ as: 'instructor', tolerates: [/\/play/, ...broken] });
    await answerPlayback(page, (answer, number) =>
      number === 1 ? { ...answer, expiresAt: inSeconds(10) } : 403,
    );
    await page.goto(first);
    await play(page);
    await page
      .getByRole('alert')
      .getByText('You can no longer watch this lecture')
      .waitFor({ timeout: 60_000 });
    expect(await page.locator('video').count()).toBe(0);
  });

  test('gains the sizes that are made while it is watched', async () => {
    const page = await browser.open({ as: 'instructor' });
    await answerPlayback(page, (answer, number) => {
      if (number > 1) return answer;
      const small = answer.resolutions.filter(({ quality }) => quality === '360p');
      return {
        ...answer,
        isComplete: false,
        resolutions: small,
        manifestUrl: answer.manifestUrl?.replace('master', 'master-360p') ?? null,
      };
    });
    await page.goto(first);
    await play(page);
    const interruptions = await watchInterruptions(page);
    await watchTo(page, 1);
    expect(await page.getByRole('button', { name: 'Quality' }).count()).toBe(0);
    const quality = page.getByRole('button', { name: 'Quality' });
    await quality.waitFor({ state: 'attached', timeout: 60_000 });
    await page.locator('video').hover();
    await quality.click();
    await page.getByRole('menuitemradio', { name: '480p' }).click();
    await page.waitForFunction(() => document.querySelector('video')?.videoHeight === 480);
    expect(await interruptions()).toBe(0);
  });
});

describe('by keyboard', () => {
  test('everything of the player is reached', async () => {
    const page = await opened();
    const state = () => videoState(page);
    const until = (what: string, holds: string) =>
      page
        .waitForFunction(
          `(() => { const video = document.querySelector('video'); return ${holds}; })()`,
        )
        .catch(() => expect.fail(what));
    await until('it is loaded', 'video.duration > 50');
    await page.keyboard.press('k');
    await until('k plays', '!video.paused');
    await page.keyboard.press(' ');
    await until('space pauses', 'video.paused');
    await page.keyboard.press('5');
    await until('5 goes to the half', 'Math.abs(video.currentTime - 30) < 1');
    await page.keyboard.press('j');
    await until('j goes back', 'Math.abs(video.currentTime - 20) < 1');
    await page.keyboard.press('l');
    await page.keyboard.press('ArrowRight');
    await until('arrows and l go on', 'Math.abs(video.currentTime - 35) < 1');
    await page.keyboard.press('m');
    await until('m mutes', 'video.muted');
    await page.keyboard.press('Shift+>');
    await until('> is faster', 'video.playbackRate === 1.25');
    await page.getByRole('status').getByText('Speed 1.25×').waitFor();
    await page.keyboard.press('Shift+<');
    await until('< is slower', 'video.playbackRate === 1');
    await page.keyboard.press('t');
    await page.getByRole('button', { name: 'Normal view' }).waitFor({ state: 'attached' });
    await page.keyboard.press('Shift+?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const { position } = await state();
    await page.keyboard.press('l');
    expect((await state()).position).toBe(position);
    await help.getByRole('checkbox', { name: 'Use these keys' }).click();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('l');
    expect((await state()).position).toBe(position);
    await page.keyboard.press('Shift+?');
    await help.getByRole('checkbox', { name: 'Use these keys' }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+N');
    await page.waitForURL(second);
  });
});

test('two taps on a side of the picture jump, on a phone', async () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const page = await opened(phone);
  await page.waitForFunction(() => (document.querySelector('video')?.duration ?? 0) > 50);
  const box = await page.locator('video').boundingBox();
  const { x = 0, y = 0, width = 0, height = 0 } = box ?? {};
  const tap = async (part: number) => {
    await page.touchscreen.tap(x + width * part, y + height * 0.4);
    await page.touchscreen.tap(x + width * part, y + height * 0.4);
  };
  await tap(0.85);
  await page.waitForFunction(
    () => Math.abs((document.querySelector('video')?.currentTime ?? 0) - 10) < 2,
  );
  await tap(0.15);
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 9) < 2);
  const controls = page
    .locator('media-control-bar:last-child')
    .locator('button, media-play-button');
  for (const control of await controls.all()) {
    const size = await control.boundingBox();
    if (size) expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(44);
  }
});

describe('at its end', () => {
  test('the next lecture follows, if nobody minds, and the lock screen knows it', async () => {
    const page = await opened();
    await play(page);
    const title = () => page.evaluate(() => navigator.mediaSession.metadata?.title);
    await expect.poll(title).toBe('A red test');
    await seek(page, seconds - 1.5);
    const card = page.getByRole('region', { name: 'Next lecture' });
    await card.getByText('A green test', { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.waitForURL(second);
    await watchTo(page, 1);
    await expect.poll(title).toBe('A green test');
  });

  test('the small picture in its own window goes on with the next, and so does the wide view', async () => {
    const page = await opened();
    await play(page);
    await page.locator('video').hover();
    await page.getByRole('button', { name: /picture in picture/i }).click();
    await page.waitForFunction(() => document.pictureInPictureElement !== null);
    await page.keyboard.press('t');
    const normalView = page.getByRole('button', { name: 'Normal view' });
    await normalView.waitFor({ state: 'attached' });
    const left = await page.locator('video').evaluateHandle((video) => {
      const seen = { element: video, times: 0 };
      video.addEventListener('leavepictureinpicture', () => (seen.times += 1));
      return seen;
    });
    const staysOpen = () =>
      left.evaluate(({ element, times }) => ({
        isTheSame: element === document.querySelector('video'),
        isInWindow: element === document.pictureInPictureElement,
        times,
      }));
    await watchTo(page, 2);
    await page.getByRole('link', { name: 'Next lecture' }).click();
    await page.waitForURL(second);
    await page.getByRole('heading', { level: 1, name: 'A green test' }).waitFor();
    await isOpened(page, 'A green test');
    await watchTo(page, 1);
    expect(await staysOpen()).toEqual({ isTheSame: true, isInWindow: true, times: 0 });

    await page.getByRole('navigation', { name: 'Course contents' }).getByText('A red test').click();
    await page.waitForURL(first);
    await isOpened(page, 'A red test');
    await watchTo(page, 1);
    await seek(page, seconds - 1);
    await page.waitForURL(second);
    await isOpened(page, 'A green test');
    await watchTo(page, 1);
    expect(await staysOpen()).toEqual({ isTheSame: true, isInWindow: true, times: 0 });
    expect(await normalView.count()).toBe(1);
  });

  test('it stays when that is wished, for good', async () => {
    const page = await opened();
    await play(page);
    await seek(page, seconds - 1);
    const card = page.getByRole('region', { name: 'Next lecture' });
    await card.getByRole('button', { name: 'Stay here' }).click();
    await card.waitFor({ state: 'detached' });
    expect(page.url()).toBe(first);
    await seek(page, seconds - 1);
    await play(page);
    await card.getByRole('checkbox', { name: 'Play the next lecture by itself' }).click();
    await card.getByText('Next lecture', { exact: true }).waitFor();
    await page.reload();
    await play(page);
    await seek(page, seconds - 1);
    await card.getByRole('checkbox', { name: 'Play the next lecture by itself' }).waitFor();
    expect(await card.getByRole('checkbox').isChecked()).toBe(false);
    await card.getByRole('button', { name: 'Play now' }).click();
    await page.waitForURL(second);
    await pause(page);
  });
});
