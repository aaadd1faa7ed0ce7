import { glob } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hydrated } from './browser/hydrated.ts';
import { settled } from './browser/settled.ts';
import { sitePages } from './browser/site-pages.ts';
import { academyUrl, url, useBrowser } from './browser/use-browser.ts';
import { newAccount } from './steps/new-account.ts';
import { signIn, signOut } from './steps/sign-in.ts';

const browser = useBrowser();

describe('a page', () => {
  test('is in the list, whichever it is', async () => {
    const app = resolve(import.meta.dirname, '../../apps/web/app');
    const routes = [];
    for await (const file of glob('**/page.tsx', { cwd: app })) {
      const folders = dirname(file).split('/');
      routes.push(`/${folders.filter((name) => !/^(\.|\(.*\))$/.test(name)).join('/')}`);
    }
    const listed = new Set(sitePages.map(({ route }) => route));
    listed.delete('/not-found');
    expect([...listed].sort()).toEqual(routes.sort());
  });

  test('leads to the others without a reload', async () => {
    const page = await browser.open({ as: 'instructor' });
    await page.goto(url);
    await hydrated(page.getByRole('banner').getByRole('button').first());
    await page.evaluate(() => Object.assign(window, { isTheSame: true }));
    for (const [link, heading] of [
      ['Courses', /courses/i],
      ['My learning', 'My learning'],
      ['Studio', 'Studio'],
    ] as const) {
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: link })
        .click();
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    }
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'My learning' }).waitFor();
    expect(await page.evaluate(() => 'isTheSame' in window)).toBe(true);
  });
});

describe('the theme', () => {
  async function background(page: Page): Promise<string> {
    await settled(page);
    return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  }

  test('follows the system until it is chosen, and then stays', async () => {
    const page = await browser.open({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(url);
    const light = await background(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await background(page);
    expect(dark).not.toBe(light);

    const toggle = page.getByRole('button', { name: 'Switch between light and dark' });
    await (await hydrated(toggle)).click();
    expect(await background(page)).toBe(light);
    await page.reload();
    expect(await background(page)).toBe(light);
    await page.goto(`${url}/courses`);
    expect(await background(page)).toBe(light);
    await (await hydrated(toggle)).click();
    expect(await background(page)).toBe(dark);
  });
});

describe('signing in and out', () => {
  test('a wrong password is refused in words', async () => {
    const page = await browser.open({ tolerates: [/\b401\b.*\/sign-in\//] });
    await page.goto(`${url}/my-learning`);
    await signIn(page, 'student@demo.test', 'not the password');
    await page.getByText('That e-mail address and password do not go together.').waitFor();
  });

  test('ends everywhere in this browser', async () => {
    const page = await browser.open({ as: await newAccount('Otto Out') });
    await page.goto(url);
    const other = await page.context().newPage();
    await other.goto(`${academyUrl}/auth/sign-in`);
    await other.getByRole('button', { name: /^Account menu of/ }).waitFor();

    await signOut(page);
    await page.goto(`${url}/my-learning`);
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await other.reload();
    await other.getByRole('banner').getByRole('link', { name: 'Log in' }).waitFor();
  });
});

describe('a student', () => {
  test.each([
    ['/studio', 'Your account cannot teach yet'],
    ['/studio/courses/new', 'Your account cannot teach yet'],
    ['/moderation', 'Only moderators see the review queue.'],
  ])('is told why %s is not open', async (path, words) => {
    const page = await browser.open({ as: 'student' });
    await page.goto(`${url}${path}`);
    await page.getByRole('heading', { level: 1, name: words }).waitFor();
    await page.getByRole('main').getByText('student@demo.test').waitFor();
    const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    expect(await links.allTextContents()).toEqual(['Courses', 'My learning']);
  });
});

describe('an academy', () => {
  test('shows its own name and nothing but its own course', async () => {
    const page = await browser.open({ tolerates: [/\b404\b.*\/web-video-from-first-principles/] });
    await page.goto(`${academyUrl}/courses`);
    await page.getByRole('link', { name: 'Acme Academy, home' }).waitFor();
    const courses = page.getByRole('main').locator('article').getByRole('link');
    expect(await courses.allTextContents()).toEqual(['Welcome to Acme Academy']);
    await courses.first().click();
    await page.getByRole('heading', { level: 1, name: 'Welcome to Acme Academy' }).waitFor();
    expect(await page.title()).toContain('Acme Academy');
    await page.goto(`${academyUrl}/courses/web-video-from-first-principles`);
    await page.getByRole('heading', { name: 'This page has left the classroom' }).waitFor();
  });

  test('is not in the marketplace', async () => {
    const page = await browser.open();
    await page.goto(`${url}/courses?q=acme`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page
      .getByText(/^No course/)
      .first()
      .waitFor();
    expect(await page.getByText('Welcome to Acme Academy').count()).toBe(0);
  });

  test('signs people in at the platform, who come back to where they were', async () => {
    const page = await browser.open();
    await page.goto(`${academyUrl}/courses/welcome-to-acme-academy`);
    await page.getByRole('banner').getByRole('link', { name: 'Log in' }).click();
    await page.waitForURL(`${url}/sign-in/*`);
    await signIn(page, 'instructor@demo.test');
    await page.waitForURL(`${academyUrl}/courses/welcome-to-acme-academy`);
    await page.getByRole('button', { name: 'Account menu of Ines Castell' }).waitFor();
    const cookies = await page.context().cookies(academyUrl);
    expect(cookies.map(({ domain, httpOnly }) => ({ domain, httpOnly }))).toContainEqual({
      domain: 'acme.localhost',
      httpOnly: true,
    });
    await signOut(page);
  });
});
