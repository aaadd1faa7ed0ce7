import { readFile } from 'node:fs/promises';
import { eventually } from '@edumaster/testkit';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoVisitor, visitor, type Visitor } from '../running-server/visitor.ts';
import { seriousFindings } from './browser/axe.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { videoState } from './steps/watch-lecture.ts';

const browser = useBrowser();
let instructor: Visitor;
let courseId: string;
let lectureId: string;
let mediaId: string;

const srt = `1
00:00:01,000 --> 00:00:02,500
<i>Welcome</i> to the xylograph

2
00:00:04,000 --> 00:00:05,000
Where pixels become pictures
`;

beforeAll(async () => {
  instructor = await demoVisitor(url, 'instructor');
  const slug = 'web-video-from-first-principles';
  const course = await visitor(url).api.getCourse({ params: { id: slug } });
  courseId = course.id;
  const draft = await instructor.api.getCourse({ params: { id: courseId } });
  const lectures = draft.sections.flatMap((section) => section.lectures);
  const video = lectures.find(({ kind }) => kind === 'video');
  lectureId = video?.id ?? '';
  mediaId = video?.mediaId ?? '';
  const student = await demoVisitor(url, 'student');
  await student.api.enroll({ body: { courseId } });
  const { items } = await instructor.api.listCaptions({ params: { id: mediaId } });
  for (const { language } of items) {
    await instructor.api.deleteCaptions({ params: { id: mediaId, language } });
  }
});

const studioPath = () => `${url}/studio/courses/${courseId}/lectures/${lectureId}/captions`;

async function add(page: Page, language: string, way: (dialog: Page) => Promise<void>) {
  const button = await hydrated(page.getByRole('button', { name: 'Add captions' }));
  await button.click();
  await page.getByRole('dialog').getByLabel('Language').selectOption({ label: language });
  await way(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

const upload = (content: string) => (page: Page) =>
  page
    .getByRole('dialog')
    .getByLabel('File', { exact: true })
    .setInputFiles({
      name: 'a.srt',
      mimeType: 'application/x-subrip',
      buffer: Buffer.from(content),
    });

describe('captions', () => {
  test('are uploaded, corrected beside the video, and translated', async () => {
    const page = await browser.open({ as: 'instructor', tolerates: [/\b422\b.*captions/] });
    await page.goto(studioPath());
    await page.getByText('No captions yet').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    const button = await hydrated(page.getByRole('button', { name: 'Add captions' }));
    await button.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Language').selectOption({ label: 'English' });
    await upload(srt.replace('00:00:02,500', '00:00:00,500'))(page);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('line 2 ends before it starts').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await upload(srt)(page);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    const first = page.getByLabel('Text of line 1');
    await first.waitFor();
    expect(await first.inputValue()).toBe('Welcome to the xylograph');

    await first.fill('Welcome to the workshop');
    await page.getByText('You have changes that are not saved.').waitFor();
    await first.press('Control+z');
    await expect.poll(() => first.inputValue()).toBe('Welcome to the xylograph');
    await first.press('Control+Shift+Z');
    await page.getByLabel('End of line 1').fill('0:03.250');
    await page.getByLabel('End of line 1').press('Enter');
    await page.getByRole('button', { name: 'Split line 2' }).click();
    await expect.poll(() => page.getByLabel('Text of line 3').inputValue()).toBe('become pictures');
    await page.getByRole('button', { name: 'Join line 2 with the next' }).click();
    await first.press('Control+s');
    await page.getByText('All changes are saved.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const saved = await instructor.api.readCaptions({ params: { id: mediaId, language: 'en' } });
    expect(saved.cues).toEqual([
      { startMs: 1_000, endMs: 3_250, text: 'Welcome to the workshop' },
      { startMs: 4_000, endMs: 5_000, text: 'Where pixels become pictures' },
    ]);

    await add(page, 'German', async () => {
      await page.getByLabel('Begin with').selectOption('copy');
    });
    const german = page.getByLabel('Text of line 1');
    await expect.poll(() => german.inputValue()).toBe('Welcome to the workshop');
    await german.fill('Willkommen in der Werkstatt');
    await page.getByRole('button', { name: 'Save and show to learners' }).click();
    await page.getByText('All changes are saved.').waitFor();
  });

  test('that were saved in another tab are not overwritten unasked', async () => {
    const page = await browser.open({ as: 'instructor', tolerates: [/\b409\b.*captions/] });
    await page.goto(studioPath());
    const tracks = await hydrated(page.getByLabel('Language', { exact: true }));
    await tracks.selectOption('en');
    const text = page.getByLabel('Text of line 2');
    await expect.poll(() => text.inputValue()).toBe('Where pixels become pictures');
    const params = { id: mediaId, language: 'en' };
    const { version, cues } = await instructor.api.readCaptions({ params });
    await instructor.api.saveCaptions({ params, body: { version, cues, status: 'published' } });
    await text.fill('Where pixels become films');
    await text.press('Control+s');
    await page.getByText('Somebody else has saved these captions').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep mine and overwrite theirs' }).click();
    await page.getByText('All changes are saved.').waitFor();
    const after = await instructor.api.readCaptions({ params });
    expect(after.cues[1]?.text).toBe('Where pixels become films');
  });

  test('that are not saved are asked about before a link, a search or "back" leaves them', async () => {
    const page = await browser.open({ as: 'instructor' });
    const asked: string[] = [];
    let isLeaving = false;
    page.on('dialog', (dialog) => {
      asked.push(`${dialog.type()}: ${dialog.message()}`);
      void (isLeaving ? dialog.accept() : dialog.dismiss());
    });
    const question = 'confirm: Your changes are not saved. Leave all the same?';
    await page.goto(`${url}/studio/courses/${courseId}`);
    await (await hydrated(page.getByRole('link', { name: /^Captions/ }).first())).click();
    await page.waitForURL(studioPath());
    const text = page.getByLabel('Text of line 1');
    await text.fill('Nobody has saved this');
    await page.getByText('You have changes that are not saved.').waitFor();
    const studio = page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Studio' });
    const search = page.getByRole('banner').getByRole('searchbox');
    const ways = [
      () => studio.click(),
      async () => {
        await search.fill('knots');
        await search.press('Enter');
      },
      () => page.evaluate(() => history.back()),
    ];
    for (const [index, leave] of ways.entries()) {
      await leave();
      await expect.poll(() => asked.length).toBe(index + 1);
    }
    expect(asked).toEqual([question, question, question]);
    expect(page.url()).toBe(studioPath());
    expect(await text.inputValue()).toBe('Nobody has saved this');
    isLeaving = true;
    await studio.click();
    await page.waitForURL(`${url}/studio`);
    expect(asked).toHaveLength(4);
  });

  test('are shown, followed as a transcript, and found to the second', async () => {
    const page = await browser.open({ as: 'student', reducedMotion: 'reduce' });
    await page.goto(`${url}/learn/${courseId}/${lectureId}`);
    await page.locator('video').waitFor();
    await page.locator('video').hover();
    const menu = await hydrated(page.getByRole('button', { name: 'Captions' }));
    await menu.click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await expect
      .poll(() => shownCaptions(page))
      .toEqual(['Willkommen in der Werkstatt', 'Where pixels become pictures']);

    // Above the bar with the controls, which comes and goes.
    await expect.poll(() => captionRows(page)).toEqual([-4]);

    const tab = await hydrated(page.getByRole('tab', { name: 'Transcript' }));
    await tab.click();
    const panel = page.getByRole('tabpanel', { name: 'Transcript' });
    await panel.getByLabel('Language of the transcript').selectOption('en');
    await panel.getByRole('button', { name: /pixels become films/ }).click();
    await expect.poll(async () => (await videoState(page)).position).toBeGreaterThanOrEqual(4);
    await expect
      .poll(() => panel.getByRole('button', { name: /pixels/ }).getAttribute('aria-current'))
      .toBe('true');
    await panel.getByRole('button', { name: /pixels/ }).press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await videoState(page)).position).toBeLessThan(3);
    await panel.getByRole('searchbox', { name: 'Find in this lecture' }).fill('PIXELS');
    await panel.getByText('1 of 1').waitFor();
    expect(await panel.locator('mark').textContent()).toBe('pixels');
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      360,
    );
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('lead from a search over all lectures to the moment', async () => {
    const page = await browser.open({ as: 'student' });
    await page.goto(`${url}/my-learning`);
    await page.getByRole('searchbox', { name: 'Words that were said' }).fill('pixels film');
    await page.getByRole('searchbox', { name: 'Words that were said' }).press('Enter');
    await page.waitForURL(/my-learning\/transcripts\?q=/);
    await page.getByRole('heading', { name: 'Search in your lectures' }).waitFor();
    expect(await page.locator('mark').allTextContents()).toEqual(['pixels', 'films']);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: /at 0:04/ }).click();
    await page.locator('video').waitFor();
    await expect.poll(async () => Math.floor((await videoState(page)).position)).toBe(4);
    await page.goto(`${url}/my-learning/transcripts?q=xylophonist`);
    await page.getByText('Nobody says that').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('are written by the sandbox, which says so, and wait to be checked', async () => {
    const page = await browser.open({ as: 'instructor' });
    await page.goto(studioPath());
    const ask = await hydrated(page.getByRole('button', { name: 'Write automatically…' }));
    await ask.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The sandbox listens to nothing').waitFor();
    await dialog.getByLabel('Language').selectOption({ label: 'Finnish' });
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Start' }).click();
    await eventually('the captions to be written', async () => {
      const { items } = await instructor.api.listCaptions({ params: { id: mediaId } });
      return items.find(({ language }) => language === 'fi');
    });
    await page.reload();
    const tracks = await hydrated(page.getByLabel('Language', { exact: true }));
    await tracks.selectOption('fi');
    await page.getByText('A program wrote these captions.').waitFor();
    await expect.poll(() => page.getByLabel('Text of line 1').inputValue()).toContain('Sandbox');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('A program wrote these captions.').waitFor({ state: 'detached' });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'More for this track' }).click();
    await page.getByRole('menuitem', { name: 'Download as SRT' }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    expect(file).toContain('1\n00:00:00,000 --> ');
  });
});

/** What the chosen track has, as the browser read it. */
function shownCaptions(page: Page): Promise<string[]> {
  return page.locator('video').evaluate((video: HTMLVideoElement) => {
    const shown = [...video.textTracks].filter(({ mode }) => mode === 'showing');
    return shown.flatMap((track) => [...(track.cues ?? [])].map((cue) => (cue as VTTCue).text));
  });
}

function captionRows(page: Page): Promise<unknown[]> {
  return page.locator('video').evaluate((video: HTMLVideoElement) => {
    const shown = [...video.textTracks].find(({ mode }) => mode === 'showing');
    return [...new Set([...(shown?.cues ?? [])].map((cue) => (cue as VTTCue).line))];
  });
}
