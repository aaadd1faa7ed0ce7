import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { newAccount } from './steps/new-account.ts';
import { signIn } from './steps/sign-in.ts';

const browser = useBrowser();
const wrongPassword = [/\b401\b.*\/sign-in\/[\w-]+\/password/];

test('everything that is known of a person is gathered into a file that they can read', async () => {
  const [ada, eve] = [await newAccount('Ada Curious'), await newAccount('Eve Elsewhere')];
  const page = await browser.open({ as: ada });
  const other = await browser.open({ as: eve, tolerates: [/\b404\b/] });
  await page.goto(`${url}/account/privacy`);
  await page.getByText('You have not asked for a file yet.').waitFor();
  const ask = await hydrated(page.getByRole('button', { name: 'Gather my data' }));
  await ask.click();
  const link = page.getByRole('link', { name: 'Download the file' });
  await link.waitFor();

  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/\.json$/);
  const text = await readFile(await download.path(), 'utf8');
  const { account, places } = JSON.parse(text);
  expect(account.person).toMatchObject([{ email: ada.email, name: ada.name }]);
  expect(account.sessions).toMatchObject([{ host: new URL(url).host }]);
  expect(places).toHaveLength(1);
  expect(text).not.toMatch(/argon2|token_hash/);

  // Gone on from there: the file is still offered, and to its owner only.
  await page.reload();
  await link.waitFor();
  const address = new URL((await link.getAttribute('href')) ?? '', url).href;
  await other.goto(url);
  await other.getByRole('button', { name: `Account menu of ${eve.name}` }).waitFor();
  expect((await other.request.get(address)).status()).toBe(404);
});

test('an account is deleted by who means it, and is over at once', async () => {
  const ada = await newAccount('Ada Leaving');
  const page = await browser.open({
    as: ada,
    tolerates: [/\b422\b.*\/me\/erasure/, /\b403\b.*\/me\/erasure/, ...wrongPassword],
  });
  const phone = await browser.open();
  await phone.goto(`${url}/auth/sign-in?returnTo=/my-learning`);
  await signIn(phone, ada.email, ada.password);
  await phone.getByRole('heading', { name: 'My learning' }).waitFor();

  await page.goto(`${url}/account/privacy`);
  await confirmErasure(page, { ...ada, email: 'somebody@example.test' });
  await page.getByText('This is not the address of the account.').waitFor();
  await answerErasure(page, { ...ada, password: 'not my password' });
  await page.getByText('This is not your current password.').waitFor();
  await answerErasure(page, ada);

  await page.waitForURL(`${url}/`);
  await page.getByRole('banner').getByRole('link', { name: 'Sign up' }).waitFor();
  await phone.goto(`${url}/my-learning`);
  await phone.waitForURL(/\/sign-in\//);

  await page.getByRole('banner').getByRole('link', { name: 'Log in' }).click();
  await signIn(page, ada.email, ada.password);
  await page.getByText('That e-mail address and password do not go together.').waitFor();
});

async function confirmErasure(page: Page, as: { email: string; password: string }): Promise<void> {
  const open = await hydrated(page.getByRole('button', { name: 'Delete my account' }));
  await open.click();
  await answerErasure(page, as);
}

async function answerErasure(page: Page, as: { email: string; password: string }): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Delete your account for good?' });
  await dialog.getByLabel('E-mail address of the account').fill(as.email);
  await dialog.getByLabel(/^Current password/).fill(as.password);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
}
