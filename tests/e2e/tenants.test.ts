import { beforeAll, expect, test } from 'vitest';
import { provenVisitor } from '../running-server/new-applicant.ts';
import { seriousFindings } from './browser/axe.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';

const browser = useBrowser();
const mark = crypto.randomUUID().slice(0, 8);
/** One more than a page holds. */
const count = 21;
const owner = 'Tilda Tenant';

beforeAll(async () => {
  let made = 0;
  while (made < count) {
    // Nobody opens more than five.
    const { api } = await provenVisitor(url, owner);
    for (let own = 0; own < 5 && made < count; own += 1, made += 1) {
      const subdomain = `t${mark}-${made}`;
      const kind = made === 0 ? 'organization' : 'academy';
      await api.createTenant({ body: { name: `School ${mark} ${made}`, subdomain, kind } });
    }
  }
});

test('an administrator finds a tenant, reads whose it is and where it lives, and changes its tier', async () => {
  const admin = await browser.open({ as: 'admin', reducedMotion: 'reduce' });
  await admin.goto(`${url}/manage`);
  await admin
    .getByRole('navigation', { name: 'Manage' })
    .getByRole('link', { name: 'Tenants' })
    .click();
  await admin.getByRole('heading', { level: 1, name: 'Tenants' }).waitFor();
  const search = await hydrated(admin.getByRole('main').getByRole('searchbox'));
  await search.fill(`t${mark}-0`);
  await admin.getByRole('main').getByLabel('Kind').selectOption('Organization');
  await search.press('Enter');
  await admin.waitForURL(/kind=organization/);

  const name = `School ${mark} 0`;
  const rows = admin.getByRole('list', { name: 'Tenants' }).locator('> li');
  const row = rows.filter({ hasText: name });
  await row.waitFor();
  await expect.poll(() => rows.count()).toBe(1);
  for (const fact of [`Owned by ${owner}`, 'Organization', 'Platform’s database', 'Tier: Free']) {
    expect(await row.getByText(fact).count(), fact).toBe(1);
  }
  expect(await row.getByRole('link').getAttribute('href')).toContain(`t${mark}-0.localhost`);

  const change = await hydrated(row.getByRole('button', { name: `Change tier of ${name}` }));
  await change.click();
  const dialog = admin.getByRole('dialog', { name: `Tier of ${name}` });
  await dialog.getByText('100 members · 5 courses · 20 GB of files').waitFor();
  expect(await dialog.getByRole('button', { name: 'Save tier' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Tier').selectOption('Team');
  await dialog.getByText('1,000 members · 50 courses · 500 GB of files').waitFor();
  expect(await seriousFindings(admin)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save tier' }).click();
  await admin.getByText(`${name} has the tier Team now`).waitFor();
  await row.getByText('Tier: Team').waitFor();
  await admin.reload();
  await row.getByText('Tier: Team').waitFor();
});

test('the list goes on page by page, and the marketplace keeps its tier', async () => {
  const admin = await browser.open({ as: 'admin' });
  await admin.goto(`${url}/manage/tenants?q=t${mark}`);
  const rows = admin.getByRole('list', { name: 'Tenants' }).locator('> li');
  await rows.first().waitFor();
  await expect.poll(() => rows.count()).toBe(count - 1);
  const more = await hydrated(admin.getByRole('button', { name: /more/i }));
  await more.click();
  await rows.nth(count - 1).waitFor();
  expect(new Set(await rows.allTextContents()).size).toBe(count);

  await admin.goto(`${url}/manage/tenants?kind=marketplace`);
  await rows.filter({ hasText: 'Run by the administrators' }).waitFor();
  await expect.poll(() => rows.count()).toBe(1);
  expect(await rows.getByRole('button').count()).toBe(0);
});

test('a failure is said, and the choice stays', async () => {
  const admin = await browser.open({ as: 'admin', tolerates: [/\b503\b.*tier/] });
  await admin.goto(`${url}/manage/tenants?q=t${mark}-1`);
  await admin.route('**/api/v1/admin/tenants/*/tier', (route) => route.fulfill({ status: 503 }));
  const name = `School ${mark} 1`;
  const change = admin.getByRole('button', { name: `Change tier of ${name}`, exact: true });
  await (await hydrated(change)).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Tier').selectOption('Business');
  await dialog.getByRole('button', { name: 'Save tier' }).click();
  await admin.getByText('That did not work. Try again.').waitFor();
  expect(await dialog.getByLabel('Tier').inputValue()).toBe('business');
});

test('whoever does not run the installation is told that it is not for them', async () => {
  const moderator = await browser.open({ as: 'moderator' });
  await moderator.goto(`${url}/manage/tenants`);
  await moderator.getByRole('heading', { name: 'This is not open to your account' }).waitFor();
  const manage = moderator.getByRole('navigation', { name: 'Manage' });
  expect(await manage.getByRole('link', { name: 'Tenants' }).count()).toBe(0);
});
