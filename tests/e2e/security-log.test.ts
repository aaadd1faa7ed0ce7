import { expect, test } from 'vitest';
import { visitor } from '../running-server/visitor.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { newAccount } from './steps/new-account.ts';

const browser = useBrowser();

test('somebody sees what happened to their account, page by page, and what they did last', async () => {
  const ada = await newAccount('Ada Watchful');
  const page = await browser.open({ as: ada });
  await page.goto(`${url}/account/security-log`);
  await page.getByRole('heading', { level: 1, name: 'Recent activity' }).waitFor();

  const { accessToken } = await visitor(url).api.logIn({
    body: { email: ada.email, password: ada.password },
  });
  const me = visitor(url, accessToken);
  for (let digit = 0; digit < 25; digit += 1) {
    await me.api.changeMe({ body: { phoneNumber: `+49151123456${10 + digit}` } });
  }
  await page.goto(`${url}/account/profile`);
  const navigation = page.getByRole('navigation', { name: 'Account settings' });
  await navigation.getByRole('link', { name: 'Recent activity' }).click();
  const entries = page.getByRole('list', { name: 'Activity' }).getByRole('listitem');
  await entries.nth(19).waitFor();
  expect(await entries.count()).toBe(20);
  expect(await entries.first().innerText()).toMatch(
    /^Your phone number was changed\s+.* · by you$/,
  );
  const more = await hydrated(page.getByRole('button', { name: /more/i }));
  await more.click();
  await entries.nth(24).waitFor();
  await more.waitFor({ state: 'detached' });
  expect(new Set(await times(page)).size).toBe(await entries.count());

  await page.getByRole('link', { name: 'Change the password' }).click();
  await page.getByRole('heading', { name: 'Security' }).waitFor();
});

test('a page of it that does not come can be asked for again', async () => {
  const ada = await newAccount('Ada Patient');
  const page = await browser.open({ as: ada, tolerates: [/\b503\b.*\/security-log/] });
  const { accessToken } = await visitor(url).api.logIn({
    body: { email: ada.email, password: ada.password },
  });
  const me = visitor(url, accessToken);
  for (let digit = 0; digit < 21; digit += 1) {
    await me.api.changeMe({ body: { phoneNumber: `+49151123456${10 + digit}` } });
  }
  let isDown = true;
  await page.route('**/api/v1/me/security-log?*', (route) =>
    isDown ? route.fulfill({ status: 503, body: '' }) : route.continue(),
  );
  await page.goto(`${url}/account/security-log`);
  const more = await hydrated(page.getByRole('button', { name: /more/i }));
  await more.click();
  await page.getByText('That did not work. Try again.').waitFor();
  isDown = false;
  await more.click();
  const entries = page.getByRole('list', { name: 'Activity' }).getByRole('listitem');
  await entries.nth(20).waitFor();
});

function times(page: Awaited<ReturnType<typeof browser.open>>): Promise<(string | null)[]> {
  return page
    .getByRole('list', { name: 'Activity' })
    .getByRole('time')
    .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
}
