import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { latestMail } from '../running-server/read-mailbox.ts';
import { seriousFindings } from './browser/axe.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { newAccount } from './steps/new-account.ts';
import { type Newcomer } from './steps/sign-in.ts';

const browser = useBrowser();
const phoneNumber = '+911234500001';
let paper: string;
let picture: string;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'papers-'));
  paper = join(folder, 'paper.pdf');
  picture = join(folder, 'picture.png');
  await writeFile(paper, '%PDF-1.7\ntrailer << >>\n%%EOF\n');
  await writeFile(picture, Buffer.from(onePixel, 'base64'));
});

/** A PNG of one pixel. */
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('a learner who wants to teach', () => {
  test('applies, is rejected with a reason, applies again, and teaches', async () => {
    const asha = await newAccount('Asha Rao');
    const page = await browser.open({ as: asha });
    await page.goto(`${url}/account/instructor`);
    await apply(page);
    await page.getByText('Your application is with the moderators').waitFor();
    await provePhone(page);
    await handIn(page, 'Identity document, front', paper);
    await handIn(page, 'Proof of address', paper);
    await giveTaxNumbers(page);
    await page.getByText('Everything is there.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    const reason = 'The proof of address is too old.';
    await review(asha, async (application) => {
      await application.getByRole('button', { name: 'Ask for changes' }).click();
      const dialog = application.getByRole('dialog', { name: 'What has to change?' });
      await dialog.getByLabel('Reason').fill(reason);
      await dialog.getByRole('button', { name: 'Send to the instructor' }).click();
    });
    await page.reload();
    await page.getByText('Your application was not accepted').waitFor();
    await page.getByText(reason).waitFor();
    const form = await hydrated(card(page, 'Your profile').locator('form'));
    await form.getByRole('button', { name: 'Send the application' }).click();
    await page.getByText('Your application is with the moderators').waitFor();

    await review(asha, async (application) => {
      await lookAtPaper(application);
      await revealNumbers(application);
      await application.getByRole('button', { name: 'Let them teach' }).click();
      const question = application.getByRole('alertdialog', { name: 'Let Asha Rao teach?' });
      await question.getByRole('button', { name: 'Let them teach' }).click();
    });
    await page.reload();
    await page.getByRole('link', { name: 'Open the studio' }).click();
    await page.getByRole('heading', { level: 1, name: 'Studio' }).waitFor();
  });

  test('is told what is wrong with a paper and with a number', async () => {
    const as = await newAccount('Ben Wrong');
    const page = await browser.open({ as, tolerates: [/\b422\b.*tax-details/] });
    await page.goto(`${url}/account/instructor`);
    await choose(page, 'Choose file: Proof of address', {
      name: 'bill.pdf',
      content: '<html><script>alert(1)</script></html>',
    });
    await page.getByText('This file is neither a PDF nor').waitFor();
    const tax = await hydrated(card(page, 'Tax details').locator('form'));
    await tax.getByLabel('Name as in your papers').fill('Ben Wrong');
    await tax.getByLabel('Country where you pay taxes').selectOption('IN');
    await tax.getByLabel('PAN').fill('AAAXL1234C');
    await tax.getByRole('button', { name: 'Save tax details' }).click();
    await tax.getByText('is not a PAN').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});

test('a profile picture is shown in the header, and can be removed', async () => {
  const page = await browser.open({ as: await newAccount('Cleo Picture') });
  await page.goto(`${url}/account/profile`);
  const region = card(page, 'Picture');
  await hydrated(region.getByRole('button', { name: 'Choose a picture' }));
  await region.locator('input[type=file]').setInputFiles(picture);
  const shown = page.getByRole('banner').locator('img[src*="/images/avatars/"]').first();
  await shown.waitFor();
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(128);
  await region.getByRole('button', { name: 'Remove' }).click();
  await shown.waitFor({ state: 'detached' });
});

/** The part of a page under a heading. */
const card = (page: Page, name: string) => page.getByRole('region', { name });

async function apply(page: Page): Promise<void> {
  const form = await hydrated(card(page, 'Your profile').locator('form'));
  await form.getByLabel('Headline').fill('Baker and bread teacher');
  await form.getByLabel('About you').fill('I bake since I was ten.');
  await form.getByLabel('Country you live in').selectOption('IN');
  await form.getByLabel('Telephone').fill(phoneNumber);
  await form.getByRole('button', { name: 'Send the application' }).click();
}

async function provePhone(page: Page): Promise<void> {
  const since = new Date(Date.now() - 1);
  const part = card(page, 'Telephone');
  await part.getByRole('button', { name: `Send a code to ${phoneNumber}` }).click();
  const { text } = await latestMail(url, phoneNumber, { since });
  const [code = ''] = /\b\d{6}\b/.exec(text) ?? [];
  await part.getByLabel('Code').fill(code);
  await part.getByRole('button', { name: 'Confirm' }).click();
  await part.getByText(`${phoneNumber} is proven.`).waitFor();
}

async function handIn(page: Page, kind: string, path: string): Promise<void> {
  await page.getByLabel(`Choose file: ${kind}`).and(page.locator('input')).setInputFiles(path);
  await page.getByRole('button', { name: `Replace: ${kind}` }).waitFor();
}

async function choose(
  page: Page,
  label: string,
  file: { name: string; content: string },
): Promise<void> {
  await hydrated(page.getByRole('button', { name: label }));
  const { name, content } = file;
  const buffer = Buffer.from(content);
  const input = page.getByLabel(label).and(page.locator('input'));
  await input.setInputFiles({ name, mimeType: 'application/pdf', buffer });
}

async function giveTaxNumbers(page: Page): Promise<void> {
  const form = card(page, 'Tax details').locator('form');
  await form.getByLabel('Name as in your papers').fill('Asha Rao');
  await form.getByLabel('Country where you pay taxes').selectOption('IN');
  await form.getByLabel('PAN').fill('AAPFU 0939 F');
  await form.getByRole('button', { name: 'Save tax details' }).click();
  await card(page, 'Tax details').getByText('••••••939F').waitFor();
}

/** A moderator finds the application in the queue and decides; it is gone from there afterwards. */
async function review(who: Newcomer, decide: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.open({ as: 'moderator' });
  await page.goto(`${url}/moderation`);
  await page.getByRole('navigation', { name: 'Review queues' }).getByText('Instructors').click();
  const row = page.getByRole('link', { name: who.name });
  await row.click();
  await page.getByRole('heading', { level: 1, name: who.name }).waitFor();
  await hydrated(page.getByRole('button', { name: 'Let them teach' }));
  await decide(page);
  await page.getByRole('heading', { level: 1, name: 'People who want to teach' }).waitFor();
  await row.waitFor({ state: 'detached' });
  await page.context().close();
}

async function lookAtPaper(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Look at it: Proof of address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Proof of address' });
  await dialog.getByRole('link', { name: 'Download' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
}

async function revealNumbers(page: Page): Promise<void> {
  const tax = page.getByRole('heading', { name: 'Tax details' }).locator('..');
  await tax.getByText('••••••939F').waitFor();
  await tax.getByRole('button', { name: 'Show the whole numbers' }).click();
  await tax.getByText('AAPFU0939F').waitFor();
}
