import type { Page } from 'playwright-core';
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

/** Signs up by the button of the page's header, which leads back to where it was pressed. */
export async function signUp(page: Page, person: Newcomer): Promise<void> {
  const origin = page.url();
  await page.getByRole('banner').getByRole('link', { name: 'Sign up' }).click();
  await page.waitForURL(/\/sign-in\/[\w-]+\/sign-up$/);
  const form = await hydrated(page.locator('form'));
  await form.getByLabel('Your name').fill(person.name);
  await form.getByLabel('E-mail address').fill(person.email);
  await form.getByLabel(/^Password/).fill(person.password);
  await form.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(origin);
  await page.getByRole('button', { name: `Account menu of ${person.name}` }).waitFor();
}

/** By the menu below the person's picture. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account menu of/ }).click();
  const button = await hydrated(page.getByRole('button', { name: 'Sign out' }));
  await button.click();
  await page.getByRole('banner').getByRole('link', { name: 'Log in' }).waitFor();
}
