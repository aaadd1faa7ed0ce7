import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { latestMail } from '../running-server/read-mailbox.ts';
import { visitor } from '../running-server/visitor.ts';
import { colourFindings, seriousFindings } from './browser/axe.ts';
import { url, useBrowser } from './browser/use-browser.ts';

const browser = useBrowser();
const email = `${crypto.randomUUID()}@example.test`;

beforeAll(async () => {
  const body = { email, password: 'a long enough password', name: 'Mia Mail' };
  await visitor(url).api.register({ body });
  await latestMail(url, email);
});

test('the mailbox leads to a mail, and its button to where the mail asks to go', async () => {
  const page = await browser.open();
  await page.goto(`${url}/dev/mail`);
  await page.getByLabel('To').fill(email);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('link', { name: /Confirm your address/ }).click();
  await page.getByRole('heading', { level: 1, name: /Confirm your address/ }).waitFor();
  const mail = page.frameLocator('iframe');
  const button = mail.getByRole('link', { name: 'Confirm my address' });
  const [opened] = await Promise.all([page.waitForEvent('popup'), button.click()]);
  await opened.waitForURL(`${url}/verify-email?**`);
});

test('the mailbox and a mail have nothing serious in light and dark, and fit 360 pixels', async () => {
  const narrow = { viewport: { width: 360, height: 740 } };
  const page = await browser.open(narrow);
  const { id, html } = await latestMail(url, email);
  const paths = ['/dev/mail', `/dev/mail?to=${email}`, '/dev/mail?to=nobody', `/dev/mail/${id}`];
  for (const path of paths) {
    await page.goto(`${url}${path}`);
    // In the frame no script runs, not even axe: what it shows is looked at below.
    await page.locator('body').evaluate((body) => body.querySelector('iframe')?.remove());
    await expectReadable(page, path);
  }
  const mailProgram = await browser.open(narrow);
  await mailProgram.setContent(html ?? '');
  await expectReadable(mailProgram, 'the mail');
});

async function expectReadable(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect({ what, findings: await seriousFindings(page) }).toEqual({ what, findings: [] });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect({ what, dark: await colourFindings(page) }).toEqual({ what, dark: [] });
  const overflows = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect({ what, overflows }).toEqual({ what, overflows: false });
}
