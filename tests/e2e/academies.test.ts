import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from './browser/axe.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';

const browser = useBrowser();

async function openMenu(page: Page) {
  await (await hydrated(page.getByRole('button', { name: /^Account menu of/ }))).click();
  return page.getByRole('navigation', { name: 'Where you are a member' });
}

describe('somebody who wants a school of their own', () => {
  test('opens it on an address of its own, renames it, and goes to and fro', async () => {
    const page = await browser.open({ as: 'instructor' });
    await page.goto(`${url}/courses`);
    await (await openMenu(page)).getByRole('link', { name: 'Open an academy' }).click();
    await page.getByRole('heading', { level: 1, name: 'Open an academy' }).waitFor();
    const form = await hydrated(page.locator('form').filter({ hasText: 'Address' }));
    const tag = crypto.randomUUID().slice(0, 8);
    await form.getByLabel(/^Name/).fill(`Inés’ School ${tag}`);
    const address = form.getByLabel(/^Address/);
    await expect.poll(() => address.inputValue()).toBe(`ines-school-${tag}`);
    const host = new URL(url).host;
    await page.getByText(`ines-school-${tag}.${host} is free.`).waitFor();

    await address.fill('acme');
    await page.getByText('Somebody has this address. Choose another.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await address.fill('www');
    await page.getByText('The platform keeps this name for itself.').waitFor();
    await form.getByRole('button', { name: 'Open it' }).click();
    await expect
      .poll(() => address.evaluate((input) => input === document.activeElement))
      .toBe(true);

    await address.fill(`school-${tag}`);
    await page.getByText(`school-${tag}.${host} is free.`).waitFor();
    await form.getByRole('button', { name: 'Open it' }).click();
    const academy = url.replace('//localhost', `//school-${tag}.localhost`);
    await page.waitForURL(`${academy}/`);
    await page.getByRole('link', { name: `Inés’ School ${tag}, home` }).waitFor();

    await page.goto(`${academy}/manage/settings`);
    const settings = await hydrated(page.locator('main form'));
    await settings.getByLabel(/^Name/).fill(`Castell ${tag}`);
    await settings.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: `Castell ${tag}, home` }).waitFor();

    const places = await openMenu(page);
    expect(await places.getByRole('link', { name: /Castell/ }).getAttribute('aria-current')).toBe(
      'true',
    );
    expect(await seriousFindings(page)).toEqual([]);
    await places.getByRole('link', { name: /^EduMaster/ }).click();
    await page.waitForURL(`${url}/`);
    const back = await openMenu(page);
    await back.getByRole('link', { name: new RegExp(`Castell ${tag}`) }).click();
    await page.waitForURL(`${academy}/`);
    await page.getByRole('button', { name: /^Account menu of/ }).waitFor();
  });

  test('is not led there on the host of an academy', async () => {
    const page = await browser.open({
      as: 'instructor',
      tolerates: [/\b404\b.*\/academies\/new/],
    });
    const academy = url.replace('//localhost', '//acme.localhost');
    await page.goto(`${academy}/academies/new`);
    await page.getByRole('heading', { name: 'This page has left the classroom' }).waitFor();
  });
});
