import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { signIn } from '../steps/sign-in.ts';
import { watchProblems } from './watch-problems.ts';

export const url = inject('edumasterUrl');
/** The host of the demo academy, on the same server. */
export const academyUrl = url.replace('//localhost', '//acme.localhost');

/** Every name below it leads to the server. */
export const ownDomains = 'own-domains.test';

const screenshots = resolve(import.meta.dirname, '../../../test-results');
const patienceMs = 20_000;
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Domains that schools bring along; nobody else has this one.
  `--host-resolver-rules=MAP *.${ownDomains} 127.0.0.1`,
];

export type DemoName = 'student' | 'instructor' | 'moderator' | 'admin';

export interface WindowOptions extends BrowserContextOptions {
  /** Signed in on the marketplace already; without it nobody is. */
  readonly as?: DemoName | undefined;
  /** What is wrong on purpose, for example the 404 of a page that must not be found. */
  readonly tolerates?: readonly RegExp[] | undefined;
}

export interface TestBrowser {
  /** Another person's browser: it shares neither cookies nor storage with the others. */
  open(options?: WindowOptions): Promise<Page>;
}

interface OpenWindow {
  readonly context: BrowserContext;
  readonly problems: () => readonly string[];
}

/**
 * Debian's Chromium for the test file that calls this at its top. A test fails when anything went
 * wrong in one of its windows, whatever it was about; a failed one leaves pictures in test-results.
 */
export function useBrowser(): TestBrowser {
  let browser: Browser | undefined;
  const windows: OpenWindow[] = [];
  const sessions = new Map<DemoName, Promise<Session>>();
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  });
  afterEach(async ({ task }) => {
    const left = windows.splice(0);
    const problems = left.flatMap((opened) => opened.problems());
    if (task.result?.state === 'fail' || problems.length > 0)
      await takePictures(left, `${task.suite?.name ?? ''} ${task.name}`);
    await Promise.all(left.map(({ context }) => context.close()));
    if (problems.length > 0) throw new Error(`in the browser:\n${problems.join('\n')}`);
  });
  afterAll(() => browser?.close());

  async function open({ as, tolerates = [], ...options }: WindowOptions = {}): Promise<Page> {
    if (!browser) throw new Error('the browser is there inside tests and hooks only');
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      ...(as ? { storageState: await sessionOf(browser, as) } : {}),
      ...options,
    });
    context.setDefaultTimeout(patienceMs);
    const all = await watchProblems(context);
    const problems = () => all.filter((problem) => !tolerates.some((known) => known.test(problem)));
    windows.push({ context, problems });
    return context.newPage();
  }

  function sessionOf(from: Browser, name: DemoName): Promise<Session> {
    const known = sessions.get(name) ?? startSession(from, name);
    sessions.set(name, known);
    return known;
  }
  return { open };
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs in once a file, through the page as a person would. */
async function startSession(browser: Browser, name: DemoName): Promise<Session> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/auth/sign-in?returnTo=/my-learning`);
  await signIn(page, `${name}@demo.test`);
  await page.waitForURL(`${url}/my-learning`);
  const session = await context.storageState();
  await context.close();
  return session;
}

async function takePictures(windows: readonly OpenWindow[], test: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  const name = test.replaceAll(/[^\w]+/g, '-').slice(0, 150);
  const pages = windows.flatMap(({ context }) => context.pages());
  for (const [index, page] of pages.entries()) {
    const path = join(screenshots, `${name}-${index + 1}.png`);
    // A picture that cannot be taken must not hide why the test failed.
    await page.screenshot({ path, fullPage: true }).catch((error) => console.warn(error));
  }
}
