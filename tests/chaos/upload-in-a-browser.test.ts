import { eventually } from '@edumaster/testkit';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noiseFiles, seeParts } from '../e2e/steps/send-videos.ts';
import { signIn } from '../e2e/steps/sign-in.ts';
import { createCourse, slowUploads } from '../e2e/steps/teach-course.ts';
import { accounts, password } from './accounts.ts';
import { useVictim } from './victim.ts';

const mebibyte = 1024 ** 2;
const victim = useVictim();
const lecture = 'Knots';
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

async function courseInStudio(): Promise<Page> {
  const context = await browser.newContext();
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(`${victim.url}/studio`);
  await signIn(page, accounts.instructor.email, password);
  await createCourse(page, { title: `Killed ${crypto.randomUUID().slice(0, 8)}`, lecture });
  return page;
}

test('an upload goes on by itself when the server was killed in its middle and came back', async () => {
  const page = await courseInStudio();
  const parts = seeParts(page);
  const [path = ''] = await noiseFiles(['knots.mp4'], 64);
  const line = await slowUploads(page, 6 * mebibyte);
  await page.getByLabel(`Upload a video for ${lecture}`).setInputFiles(path);
  await eventually('some parts to arrive', async () => parts.arrived.size >= 2 || undefined);
  await victim.kill();
  await page.getByText('No connection. It goes on by itself.', { exact: true }).waitFor();
  const beforeKill = [...parts.arrived.keys()];
  expect(beforeKill.length).toBeLessThan(8);
  await line.restore();
  await victim.start();

  await page.getByText('This file cannot be used').waitFor({ timeout: 150_000 });
  expect([...parts.arrived.keys()].length).toBe(8);
  // What had arrived before is not sent again.
  expect(beforeKill.map((name) => parts.arrived.get(name))).toEqual(beforeKill.map(() => 1));
});
