import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { visitor } from '../running-server/visitor.ts';
import { seriousFindings } from './browser/axe.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { answerPlayback, type PlaybackAnswer } from './steps/playback-answers.ts';
import { play, watchTo } from './steps/watch-lecture.ts';

const browser = useBrowser();
let lecture: string;

beforeAll(async () => {
  const course = await visitor(url).api.getCourse({
    params: { id: 'web-video-from-first-principles' },
  });
  const lectures = course.sections.flatMap((section) => section.lectures);
  // A preview is there for everybody.
  const video = lectures.find(({ kind, isPreview }) => kind === 'video' && isPreview);
  lecture = `${url}/learn/${course.id}/${video?.id}`;
});

const notYet = (answer: PlaybackAnswer, progress: number): PlaybackAnswer => ({
  ...answer,
  manifestUrl: null,
  resolutions: [],
  isComplete: false,
  progress,
});

const percent = (page: Page, value: number) =>
  page.locator(`[role=progressbar][aria-label="Preparing the video"][aria-valuenow="${value}"]`);

test('a video that is being prepared says how far it is, and opens by itself', async () => {
  const page = await browser.open({ reducedMotion: 'reduce' });
  await answerPlayback(page, (answer, number) =>
    number < 3 ? notYet(answer, number * 30) : answer,
  );
  await page.goto(lecture);
  await page.getByText('This video is being prepared').waitFor();
  await percent(page, 30).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await percent(page, 60).waitFor();
  await page.locator('video').waitFor();
  await play(page);
  await watchTo(page, 1);
});

test('a preparation that fails is said, to a learner in other words than to the instructor', async () => {
  const tolerates = [/\b409\b.*\/play/, /status of 409/];
  const refused = { status: 409, code: 'media_not_playable' };
  const page = await browser.open({ tolerates, as: 'instructor' });
  await answerPlayback(page, (answer, number) => (number < 2 ? notYet(answer, 12) : refused));
  await page.goto(lecture);
  await percent(page, 12).waitFor();
  const alert = page.getByRole('alert');
  await alert.getByText('This video cannot be played').waitFor();
  await alert.getByText('Upload another one in the studio').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const learner = await browser.open({ tolerates, as: 'student' });
  await answerPlayback(learner, () => refused);
  await learner.goto(lecture);
  await learner.getByRole('alert').getByText('the rest of the course is open').waitFor();
});

test('without a connection it says so, and goes on when there is one again', async () => {
  const page = await browser.open({ tolerates: [/ERR_INTERNET_DISCONNECTED/] });
  let isReady = false;
  await answerPlayback(page, (answer) => (isReady ? answer : notYet(answer, 50)));
  await page.goto(lecture);
  await percent(page, 50).waitFor();
  await page.context().setOffline(true);
  await page.getByText('The video opens by itself as soon as you are connected again').waitFor();
  isReady = true;
  await page.context().setOffline(false);
  await page.locator('video').waitFor();
});
