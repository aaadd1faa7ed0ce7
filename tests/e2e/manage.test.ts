import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { mailedLink } from '../running-server/read-mailbox.ts';
import { seriousFindings } from './browser/axe.ts';
import { hydrated } from './browser/hydrated.ts';
import { academyUrl, url, useBrowser } from './browser/use-browser.ts';
import { newAccount } from './steps/new-account.ts';
import { finishSignUp, newcomer, type Newcomer, signIn } from './steps/sign-in.ts';

const browser = useBrowser();

const header = (page: Page) => page.getByRole('banner');

/** Opens a section as one of the demo accounts, who is asked to log in. */
async function openAs(email: string, address: string): Promise<Page> {
  const page = await browser.open();
  await page.goto(address);
  await signIn(page, email);
  await page.waitForURL(address);
  return page;
}

async function press(page: Page, name: string): Promise<void> {
  const button = await hydrated(page.getByRole('button', { name, exact: true }));
  await button.click();
}

/** The account's page, found by its address as staff finds it. */
async function openAccount(admin: Page, { email, name }: Newcomer): Promise<void> {
  await admin.goto(`${url}/manage/users`);
  const search = await hydrated(admin.getByRole('main').getByRole('searchbox'));
  await search.fill(email);
  await search.press('Enter');
  await admin.waitForURL(/\?q=/);
  await admin.getByRole('link', { name }).click();
  await admin.getByRole('heading', { level: 1, name }).waitFor();
}

test('somebody is invited by mail into an academy, and has the role there', async () => {
  const owner = await openAs('instructor@demo.test', `${academyUrl}/manage/members`);
  const nora = newcomer('Nora Invited');
  await press(owner, 'Invite somebody');
  const dialog = owner.getByRole('dialog', { name: 'Invite somebody to Acme Academy' });
  await dialog.getByLabel(/^E-mail address/).fill(nora.email);
  await dialog.getByRole('checkbox', { name: 'Staff' }).click();
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await owner.getByRole('button', { name: `Withdraw the invitation to ${nora.email}` }).waitFor();

  const page = await browser.open();
  await page.goto(await mailedLink(url, nora.email));
  expect(page.url()).toContain(`${academyUrl}/invitation?token=`);
  await page.getByText('Ines Castell invites you to Acme Academy.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Make an account' }).click();
  await page.waitForURL(/\/sign-in\/[\w-]+\/sign-up$/);
  const form = await hydrated(page.locator('form'));
  await form.getByLabel('Your name').fill(nora.name);
  await form.getByLabel('E-mail address').fill(nora.email);
  const since = new Date();
  await form.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await mailedLink(url, nora.email, { since });
  await finishSignUp(page, nora);
  await page.waitForURL(/\/invitation\?token=/);
  await page.getByRole('heading', { name: 'You are in' }).waitFor();
  await header(page).getByRole('link', { name: 'Manage' }).waitFor();

  await owner.reload();
  const member = owner.getByRole('list', { name: 'Members' }).getByRole('listitem');
  const line = member.filter({ hasText: nora.email });
  await line.getByText('Staff').waitFor();
  expect(await owner.getByText(`Withdraw the invitation to ${nora.email}`).count()).toBe(0);
});

test('a new role counts without another log-in', async () => {
  const ada = await newAccount('Ada Promoted');
  const page = await browser.open({ as: ada });
  await page.goto(url);
  await header(page)
    .getByRole('button', { name: `Account menu of ${ada.name}` })
    .waitFor();
  expect(await header(page).getByRole('link', { name: 'Studio' }).count()).toBe(0);

  const admin = await browser.open({ as: 'admin' });
  await admin.goto(`${url}/manage/members?q=${ada.email}`);
  await press(admin, `Change roles of ${ada.name}`);
  const dialog = admin.getByRole('dialog', { name: `Roles of ${ada.name}` });
  await dialog.getByRole('checkbox', { name: 'Instructor' }).click();
  await dialog.getByRole('button', { name: 'Save roles' }).click();
  await admin.getByText(`${ada.name} has the new roles`).waitFor();

  await page.reload();
  await header(page).getByRole('link', { name: 'Studio' }).waitFor();
});

test('a ban ends a session that is open', async () => {
  const mallory = await newAccount('Mallory Banned');
  const page = await browser.open({ as: mallory, tolerates: [/\b401\b/] });
  await page.goto(url);
  await header(page)
    .getByRole('button', { name: `Account menu of ${mallory.name}` })
    .waitFor();

  const admin = await browser.open({ as: 'admin' });
  await openAccount(admin, mallory);
  await press(admin, 'Ban');
  const dialog = admin.getByRole('dialog', { name: `Ban ${mallory.name}?` });
  await dialog.getByLabel(/^Reason/).fill('Sells answers to quizzes');
  await dialog.getByRole('button', { name: 'Ban' }).click();
  await admin.getByText(`${mallory.name} is banned now`).waitFor();

  await page.reload();
  await header(page).getByRole('link', { name: 'Log in' }).waitFor();
  await admin.getByRole('link', { name: 'What was done to this account' }).click();
  await admin.getByText('Reason: Sells answers to quizzes').waitFor();
});

test('support acts as a person, says so on every page, and ends', async () => {
  const sam = await newAccount('Sam Supported');
  const admin = await openAs('admin@demo.test', `${url}/manage/users`);
  await openAccount(admin, sam);
  await press(admin, `Act as ${sam.name}`);
  const dialog = admin.getByRole('dialog', { name: `Act as ${sam.name}` });
  await dialog.getByLabel(/^Reason/).fill('Ticket 4711: the course does not open');
  await dialog.getByRole('button', { name: 'Start' }).click();
  await admin.waitForURL(`${url}/`);
  const banner = admin.getByRole('complementary', { name: 'Support session' });
  for (const path of ['/', '/my-learning', '/courses']) {
    await admin.goto(`${url}${path}`);
    await banner.getByText(`You act as ${sam.name}.`).waitFor();
    await banner.getByText('15 minutes left').waitFor();
    await banner.getByText('Ticket 4711: the course does not open').waitFor();
  }
  expect(await seriousFindings(admin)).toEqual([]);
  expect(await header(admin).getByRole('link', { name: 'Manage' }).count()).toBe(0);
  await press(admin, 'End the support session');
  await admin.getByRole('heading', { level: 1, name: sam.name }).waitFor();
  expect(await banner.count()).toBe(0);
  await header(admin).getByRole('link', { name: 'Manage' }).waitFor();
});
