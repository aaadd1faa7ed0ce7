import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { json, visitor } from '../running-server/visitor.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { newcomer, signIn } from './steps/sign-in.ts';

const browser = useBrowser();
const nobody = visitor(url);
const limited = { tolerates: [/\b429\b/] };

/** Asks until it is one too many, as a program would. */
async function useUp(ask: () => Promise<{ status: number }>): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await ask()).status === 429) return;
  }
  throw new Error('nothing is limited here');
}

const saysWhen = (page: Page, time = /\d+ (second|minute|hour)s?/) =>
  page
    .getByRole('alert')
    .getByText(new RegExp(`^Too many tries\\. You can try again in ${time.source}\\.`))
    .waitFor();

test('the log-in says when one may try again', async () => {
  const page = await browser.open(limited);
  const { email } = newcomer('Ada');
  const password = 'a wrong password';
  await useUp(() => nobody.send('/api/v1/auth/login', json('POST', { email, password })));
  await page.goto(`${url}/auth/sign-in?returnTo=/`);
  await signIn(page, email, password);
  await saysWhen(page, /15 minutes/);
});

test('asking for a new password says when one may ask again', async () => {
  const page = await browser.open(limited);
  const { email } = newcomer('Ada');
  await useUp(() => nobody.send('/api/v1/auth/password-resets', json('POST', { email })));
  await page.goto(`${url}/forgot-password`);
  const form = await hydrated(page.locator('form'));
  await form.getByLabel('E-mail address').fill(email);
  await form.getByRole('button', { name: 'Send the link' }).click();
  await saysWhen(page);
});

test('signing up says when one may try again', async () => {
  const page = await browser.open(limited);
  const { email, name } = newcomer('Ada');
  await page.goto(`${url}/auth/sign-in?screen=sign-up&returnTo=/`);
  const form = await hydrated(page.locator('form'));
  const address = page.url().replace(/\/sign-up$/, '/registration');
  await useUp(async () => {
    const answer = await page.request.post(address, { data: { email, name } });
    return { status: answer.status() };
  });
  await form.getByLabel('Your name').fill(name);
  await form.getByLabel('E-mail address').fill(email);
  await form.getByRole('button', { name: 'Create account' }).click();
  await saysWhen(page);
});
