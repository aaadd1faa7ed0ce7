import { expect, test } from 'vitest';
import { hydrated } from './browser/hydrated.ts';
import { academyUrl, url, useBrowser } from './browser/use-browser.ts';
import {
  askForAccount,
  finishSignUp,
  newcomer,
  type Newcomer,
  signIn,
  signOut,
  signUp,
} from './steps/sign-in.ts';
import { latestMail, mailedLink } from '../running-server/read-mailbox.ts';
import type { Page } from 'playwright-core';

const browser = useBrowser();
const otherWords = 'some other words I know';

const accountButton = (page: Page, { name }: Newcomer) =>
  page.getByRole('button', { name: `Account menu of ${name}` });

/** The form of a card of the account's pages. */
const card = (page: Page, title: string) =>
  hydrated(page.getByRole('region', { name: title }).locator('form'));

test('a visitor signs up by mail and lands where they were', async () => {
  const page = await browser.open();
  const ada = newcomer('Ada Newcomer');
  await page.goto(`${url}/courses?q=video`);
  await signUp(page, ada);
  expect(page.url()).toBe(`${url}/courses?q=video`);
});

test('the mailbox of the embedded start is one press away', async () => {
  const page = await browser.open();
  const ada = newcomer('Ada Mailbox');
  await page.goto(url);
  await askForAccount(page, ada);
  await latestMail(url, ada.email);
  await page.getByRole('link', { name: 'Open the mailbox' }).click();
  await page.getByText(ada.email).first().waitFor();
});

test('in another browser the account is made, and the log-in follows', async () => {
  const [page, other] = [await browser.open(), await browser.open()];
  const ada = newcomer('Ada Elsewhere');
  await page.goto(academyUrl);
  await askForAccount(page, ada);
  await other.goto(url);
  await finishSignUp(other, ada);
  await signIn(other, ada.email, ada.password);
  await other.waitForURL(`${academyUrl}/`);
  await accountButton(other, ada).waitFor();
});

test('who signs up with a known address gets the same page, and a hint by mail', async () => {
  const page = await browser.open();
  await page.goto(url);
  const since = new Date();
  await askForAccount(page, { ...newcomer('Mallory'), email: 'student@demo.test' });
  const { text } = await latestMail(url, 'student@demo.test', { since });
  expect(text).toContain(`${url}/forgot-password`);
});

test('a forgotten password is replaced by a link, and everybody is signed out', async () => {
  const [page, forgetful] = [await browser.open(), await browser.open()];
  const ada = newcomer('Ada Forgetful');
  await page.goto(url);
  await signUp(page, ada);

  await forgetful.goto(url);
  await forgetful.getByRole('banner').getByRole('link', { name: 'Log in' }).click();
  await forgetful.getByRole('link', { name: 'Forgot your password?' }).click();
  const request = await hydrated(forgetful.locator('form'));
  const since = new Date();
  await request.getByLabel('E-mail address').fill(ada.email);
  await request.getByRole('button', { name: 'Send the link' }).click();
  await forgetful.getByRole('heading', { name: 'Check your mail' }).waitFor();

  const link = await mailedLink(url, ada.email, { since });
  await forgetful.goto(link);
  const form = await hydrated(forgetful.locator('form'));
  await form.getByLabel(/^New password/).fill('short');
  await form.getByRole('button', { name: 'Set the password' }).click();
  await forgetful.getByText('Use at least 8 characters.').waitFor();
  await form.getByLabel(/^New password/).fill(otherWords);
  await form.getByRole('button', { name: 'Set the password' }).click();
  await forgetful.getByRole('heading', { name: 'Done' }).waitFor();
  await forgetful.getByRole('link', { name: 'Log in' }).click();
  await signIn(forgetful, ada.email, otherWords);
  await accountButton(forgetful, ada).waitFor();

  await page.reload();
  await page.getByRole('banner').getByRole('link', { name: 'Log in' }).waitFor();
  await page.goto(link);
  await page.getByRole('heading', { name: 'This link does not count any more' }).waitFor();
  await page.getByRole('link', { name: 'Ask for a new link' }).waitFor();
});

test('an address is changed by the link to the new one, and taken back by the old one’s', async () => {
  const page = await browser.open({ tolerates: [/\b403\b.*\/email-change/] });
  const ada = newcomer('Ada Moving');
  const { email: newEmail } = newcomer('Ada Moved');
  await page.goto(`${url}/account/security`);
  await page.waitForURL(/\/sign-in\//);
  await page.goto(url);
  await signUp(page, ada);
  await page.goto(`${url}/account/security`);
  const form = await card(page, 'E-mail address');
  await form.getByLabel(/^New e-mail address/).fill(newEmail);
  await form.getByLabel(/^Current password/).fill('not my password');
  await form.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('This is not your current password.').waitFor();
  await form.getByLabel(/^Current password/).fill(ada.password);
  await form.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText(`Open the link that we have sent to ${newEmail}`).waitFor();

  const since = new Date();
  await page.goto(await mailedLink(url, newEmail));
  const confirm = await hydrated(page.getByRole('button', { name: 'Use this address' }));
  await confirm.click();
  await page.getByText(`Your account has the address ${newEmail} now.`).waitFor();

  const stranger = await browser.open();
  await stranger.goto(await mailedLink(url, ada.email, { since, about: newEmail }));
  const back = await hydrated(stranger.locator('form'));
  await back.getByLabel(/^New password/).fill(otherWords);
  await back.getByRole('button', { name: 'Take it back' }).click();
  await stranger.getByText('The account is yours again.').waitFor();
  await stranger.getByRole('link', { name: 'Log in' }).click();
  await signIn(stranger, ada.email, otherWords);
  await accountButton(stranger, ada).waitFor();
  await page.reload();
  await page.goto(url);
  await page.getByRole('banner').getByRole('link', { name: 'Log in' }).waitFor();
});

test('devices are seen, signed out one by one, and all at once', async () => {
  const [laptop, phone] = [
    await browser.open(),
    await browser.open({
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    }),
  ];
  const ada = newcomer('Ada Everywhere');
  await laptop.goto(url);
  await signUp(laptop, ada);
  const onPhone = async () => {
    await phone.goto(`${url}/auth/sign-in?returnTo=/my-learning`);
    await signIn(phone, ada.email, ada.password);
    await phone.getByRole('heading', { name: 'My learning' }).waitFor();
  };
  await onPhone();

  await laptop.goto(`${url}/account/devices`);
  await laptop.getByText('This device').waitFor();
  const end = await hydrated(laptop.getByRole('button', { name: 'Sign out Safari on iPhone' }));
  await end.click();
  await laptop.getByText('You are signed in on this device only.').waitFor();
  await phone.goto(`${url}/my-learning`);
  await phone.waitForURL(/\/sign-in\//);

  await onPhone();
  await phone.goto(`${url}/account/devices`);
  const everywhere = await hydrated(phone.getByRole('button', { name: 'Sign out everywhere' }));
  await everywhere.click();
  const question = phone.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Sign out everywhere' }).click();
  await phone.getByRole('banner').getByRole('link', { name: 'Sign up' }).waitFor();
  await laptop.goto(`${url}/my-learning`);
  await laptop.waitForURL(/\/sign-in\//);
});

test('a new password signs the other devices out and keeps this one', async () => {
  const [page, other] = [await browser.open(), await browser.open()];
  const ada = newcomer('Ada Careful');
  await page.goto(url);
  await signUp(page, ada);
  await other.goto(`${url}/auth/sign-in?returnTo=/my-learning`);
  await signIn(other, ada.email, ada.password);
  await other.getByRole('heading', { name: 'My learning' }).waitFor();

  await page.goto(`${url}/account/security`);
  const form = await card(page, 'Password');
  await form.getByLabel(/^Current password/).fill(ada.password);
  await form.getByLabel(/^New password/).fill(otherWords);
  await form.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed.').first().waitFor();
  await other.reload();
  await other.waitForURL(/\/sign-in\//);
  await page.reload();
  await page.getByRole('heading', { name: 'Security' }).waitFor();
  await signOut(page);
});
