import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { url, useBrowser } from './browser/use-browser.ts';
import { newAccount } from './steps/new-account.ts';

const browser = useBrowser();

/** The page of a course that costs money. */
async function openPaidCourse(page: Page): Promise<void> {
  await page.goto(`${url}/courses?price=paid`);
  await page.getByRole('main').locator('article').getByRole('link').first().click();
  await page.waitForURL(/\/courses\/[\w-]+$/);
}

async function payWith(page: Page, cardNumber: string): Promise<void> {
  await page.waitForURL(/\/sandbox-payments\//);
  await page.getByLabel('Card number').fill(cardNumber);
  await page.getByLabel(/^Valid until/).fill('12/40');
  await page.getByLabel('Security code').fill('123');
  await page.getByRole('button', { name: /^Pay / }).click();
}

describe('a course that costs money', () => {
  test('is bought at the second try, after a card was declined', async () => {
    const page = await browser.open({
      as: await newAccount('Bea Buyer'),
      tolerates: [/402/],
    });
    await openPaidCourse(page);
    await page.getByRole('link', { name: 'Buy this course' }).first().click();
    await page.getByRole('heading', { name: 'Checkout' }).waitFor();
    await page.getByRole('button', { name: /^Pay / }).click();
    await payWith(page, '4000 0000 0000 0002');
    await page.getByRole('alert').waitFor();
    await payWith(page, '4242 4242 4242 4242');
    await page.getByRole('heading', { name: 'Thank you, it is yours' }).waitFor();
    const start = page.getByRole('link', { name: 'Start learning' });
    expect(await start.getAttribute('href')).toMatch(/^\/learn\//);
    await start.click();
    await page.waitForURL(/\/learn\//);
  });

  test('that nobody has paid says so, and leads back to paying', async () => {
    const page = await browser.open({ as: await newAccount('Ben Browser') });
    await openPaidCourse(page);
    await page.getByRole('link', { name: 'Buy this course' }).first().click();
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.waitForURL(/\/sandbox-payments\//);
    const back = await page.getByRole('link', { name: 'Cancel and go back' }).getAttribute('href');
    expect(new URL(back ?? '').pathname).toBe('/checkout');
  });
});
