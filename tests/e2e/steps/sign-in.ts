import type { Page } from 'playwright-core';
import { mailedLink } from '../../running-server/read-mailbox.ts';
import { demoPassword } from '../../running-server/visitor.ts';
import { hydrated } from '../browser/hydrated.ts';

/** Fills in the log-in page, which the browser shows or is being led to. */
export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.waitForURL(/\/sign-in\/[\w-]+$/);
  const form = await hydrated(page.locator('form'));
  await form.getByLabel('E-mail address').fill(email);
  await form.getByLabel(/^Password/).fill(password);
  await form.getByRole('button', { name: 'Log in' }).click();
}

export interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export function newcomer(name: string): Newcomer {
  const email = `${crypto.randomUUID()}@example.test`;
  return { name, email, password: 'a few words I remember' };
}

/** Asks for an account by the button of the page's header. */
export async function askForAccount(page: Page, { name, email }: Newcomer): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name: 'Sign up' }).click();
  await page.waitForURL(/\/sign-in\/[\w-]+\/sign-up$/);
  const form = await hydrated(page.locator('form'));
  await form.getByLabel('Your name').fill(name);
  await form.getByLabel('E-mail address').fill(email);
  await form.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
}

/** Opens the link of the mail and chooses a password. */
export async function finishSignUp(page: Page, { email, password }: Newcomer): Promise<void> {
  // The page that says so is the platform's, which keeps the mail.
  const { origin } = new URL(page.url());
  await page.goto(await mailedLink(origin, email));
  const form = await hydrated(page.locator('form'));
  await form.getByLabel(/^New password/).fill(password);
  await form.getByRole('button', { name: 'Finish' }).click();
}

/** Signs up by mail in one browser, which leads back to where the button was pressed. */
export async function signUp(page: Page, person: Newcomer): Promise<void> {
  const origin = page.url();
  await askForAccount(page, person);
  await finishSignUp(page, person);
  await page.waitForURL(origin);
  await page.getByRole('button', { name: `Account menu of ${person.name}` }).waitFor();
}

/** By the menu below the person's picture. */
export async function signOut(page: Page): Promise<void> {
  await (await hydrated(page.getByRole('button', { name: /^Account menu of/ }))).click();
  const button = await hydrated(page.getByRole('button', { name: 'Sign out' }));
  await button.click();
  await page.getByRole('banner').getByRole('link', { name: 'Log in' }).waitFor();
}
