import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { colourFindings, seriousFindings } from './browser/axe.ts';
import { hydrated } from './browser/hydrated.ts';
import { makeSiteContent, type SiteContent } from './browser/site-content.ts';
import { openSitePage, type SitePage, sitePages } from './browser/site-pages.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { tabTo } from './steps/use-keyboard.ts';
import { videoState, watchTo } from './steps/watch-lecture.ts';

const browser = useBrowser();
const narrow = { width: 360, height: 740 };
let content: SiteContent;

beforeAll(async () => {
  content = await makeSiteContent();
});

describe.each(sitePages)('the page "$name"', (sitePage) => {
  // The browser's windows fail a test by whatever goes wrong in them: see `useBrowser`.
  test('loads without a fault, has nothing serious in light and dark, and fits 360 pixels', async () => {
    const page = await openSitePage(browser, sitePage, content);
    expect(await seriousFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await colourFindings(page)).toEqual([]);
    await page.setViewportSize(narrow);
    expect(await widerThanTheWindow(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.waitForLoadState('networkidle');
    expect(await page.title()).not.toBe('');
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('main').count()).toBe(1);
  });
});

interface OpenPart {
  readonly part: string;
  readonly of: string;
  readonly open: (page: Page) => Promise<void>;
  /** Where axe looks; everywhere without it. */
  readonly within?: string;
}

/** What a page shows only when somebody asks for it, or does something wrong. */
const openParts: readonly OpenPart[] = [
  {
    part: 'the account menu',
    of: 'studio',
    open: async (page) => {
      const menu = await hydrated(page.getByRole('button', { name: /^Account menu of/ }));
      await menu.click();
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
    },
  },
  {
    part: 'errors beside the fields',
    of: 'sign up',
    open: async (page) => {
      const form = await hydrated(page.locator('form'));
      await form.getByRole('button', { name: 'Create account' }).click();
      await page.getByText('Tell us what to call you.').waitFor();
    },
  },
  {
    part: 'a list of choices',
    of: 'new course',
    // The rest is hidden meanwhile and cannot get the focus, which axe knows of dialogs only.
    within: '[role=listbox]',
    open: async (page) => {
      const choice = await hydrated(page.getByRole('combobox', { name: /^Subject/ }));
      await choice.click();
      await page.getByRole('option', { name: 'Programming' }).waitFor();
    },
  },
  {
    part: 'the details',
    of: 'course editor',
    open: async (page) => {
      const tab = await hydrated(page.getByRole('tab', { name: 'Details' }));
      await tab.click();
      await page.getByRole('button', { name: 'Save changes' }).waitFor();
    },
  },
  {
    part: 'what a review would ask for',
    of: 'course editor',
    open: async (page) => {
      const tab = await hydrated(page.getByRole('tab', { name: 'Review' }));
      await tab.click();
      await page.getByText('has no video yet').waitFor();
    },
  },
  {
    part: 'the question before deleting',
    of: 'course editor',
    open: async (page) => {
      const button = await hydrated(page.getByRole('button', { name: 'Delete course' }));
      await button.click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    part: 'the reasons of a rejection',
    of: 'course under review',
    open: async (page) => {
      const button = await hydrated(page.getByRole('button', { name: 'Ask for changes' }));
      await button.click();
      const dialog = page.getByRole('dialog', { name: 'What has to change?' });
      await dialog.getByRole('button', { name: 'Send to the instructor' }).click();
      await dialog.getByText('Write at least a sentence.').waitFor();
    },
  },
  {
    part: 'the form of an invitation',
    of: 'members',
    open: async (page) => {
      const button = await hydrated(page.getByRole('button', { name: 'Invite somebody' }));
      await button.click();
      await page.getByRole('button', { name: 'Send the invitation' }).click();
      await page.getByText('Write an e-mail address.').waitFor();
    },
  },
  {
    part: 'the roles of a member',
    of: 'members',
    open: async (page) => {
      const name = 'Change roles of Sam Student';
      const button = await hydrated(page.getByRole('button', { name }));
      await button.click();
      await page.getByRole('dialog', { name: 'Roles of Sam Student' }).waitFor();
    },
  },
  {
    part: 'the reason of a ban',
    of: 'user',
    open: async (page) => {
      const button = await hydrated(page.getByRole('button', { name: 'Ban', exact: true }));
      await button.click();
      const dialog = page.getByRole('dialog', { name: 'Ban Uma User?' });
      await dialog.getByRole('button', { name: 'Ban' }).click();
      await dialog.getByText('Write why.').waitFor();
    },
  },
  {
    part: 'the form of a support session',
    of: 'user',
    open: async (page) => {
      const button = await hydrated(page.getByRole('button', { name: 'Act as Uma User' }));
      await button.click();
      await page.getByRole('dialog', { name: 'Act as Uma User' }).waitFor();
    },
  },
];

describe.each(openParts)('$part of "$of"', ({ of, open, within }) => {
  test('has nothing serious either', async () => {
    const page = await openSitePage(browser, pageNamed(of), content);
    await open(page);
    expect(await seriousFindings(page, within)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await colourFindings(page, within)).toEqual([]);
    await page.setViewportSize(narrow);
    expect(await widerThanTheWindow(page)).toEqual([]);
  });
});

describe('the keyboard alone', () => {
  test('leads from the first page to a lecture that plays and stops', async () => {
    const page = await browser.open();
    await page.goto(url);
    await hydrated(page.getByRole('button', { name: 'Switch between light and dark' }));
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');

    await page.reload();
    await tabTo(page, page.getByRole('banner').getByRole('searchbox'));
    await page.keyboard.type('web video');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/courses\?q=/);
    const title = 'Web video from first principles';
    await tabTo(page, page.getByRole('main').getByRole('link', { name: title }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await tabTo(page, page.getByRole('link', { name: /preview/i }).first());
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/learn\//);

    await tabTo(page, page.getByRole('button', { name: /^play$/i }));
    await page.keyboard.press('Space');
    await watchTo(page, 1);
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('video')?.paused);
    const { position } = await videoState(page);
    await page.keyboard.press('ArrowRight');
    await watchTo(page, position + 5);
  });

  test('orders the outline of a course', async () => {
    const page = await openSitePage(browser, pageNamed('course editor'), content);
    const title = await hydrated(page.getByLabel('Title of the lecture'));
    await title.focus();
    await page.keyboard.type('A green test');
    await page.keyboard.press('Enter');
    const up = page.getByRole('button', { name: 'Move A green test up' });
    await up.waitFor();
    await up.focus();
    await page.keyboard.press('Enter');
    await page.getByText('A green test is now at position 1 of 2').waitFor();
    // The first button of all is the section's; the order settles with the server's answer.
    const moves = page.getByRole('button', { name: /^Move .* up$/ });
    await moves.nth(1).and(up).waitFor();
  });
});

function pageNamed(name: string): SitePage {
  const found = sitePages.find((sitePage) => sitePage.name === name);
  if (!found) throw new Error(`there is no page "${name}"`);
  return found;
}

function focusedText(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}

/** What makes a page scroll sideways; nothing when it does not. */
function widerThanTheWindow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 150));
  });
}
