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
import { browserSession } from '../../running-server/browser-session.ts';
import { demoPassword } from '../../running-server/visitor.ts';
import { watchProblems } from './watch-problems.ts';

export const url = inject('edumasterUrl');
/** The host of the demo academy, on the same server. */
export const academyUrl = url.replace('//localhost', '//acme.localhost');

/** Every name below it leads to the server. */
export const ownDomains = 'own-domains.test';

const screenshots = resolve(import.meta.dirname, '../../../test-results');
const patienceMs = 20_000;
const wide = { width: 1280, height: 800 };
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

/** Of an account, what its owner types in. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

export interface WindowOptions extends BrowserContextOptions {
  /** Signed in on the marketplace already; without it nobody is. */
  readonly as?: DemoName | Account | undefined;
  /** What is wrong on purpose, for example the 404 of a page that must not be found. */
  readonly tolerates?: readonly RegExp[] | undefined;
}

export interface TestBrowser {
  /** Another person's browser: it shares neither cookies nor storage with the others. */
  open(options?: WindowOptions): Promise<Page>;
  /**
   * A tab of the browser that others of the same person in this file had before: for pages that are
   * looked at and not changed. What was loaded once is in its cache.
   */
  openTab(options?: TabOptions): Promise<Page>;
}

export interface TabOptions extends Pick<WindowOptions, 'tolerates'> {
  readonly as?: DemoName | undefined;
}

interface OpenWindow {
  readonly context: BrowserContext;
  /** What went wrong since it was asked last. */
  readonly problems: () => readonly string[];
  /** At the end of the test. */
  readonly close: () => Promise<void>;
}

interface KeptWindow {
  readonly context: BrowserContext;
  readonly seen: string[];
}

/**
 * Debian's Chromium for the test file that calls this at its top. A test fails when anything went
 * wrong in one of its windows, whatever it was about; a failed one leaves pictures in test-results.
 */
export function useBrowser(): TestBrowser {
  let browser: Browser | undefined;
  const windows: OpenWindow[] = [];
  const sessions = new Map<string, Promise<Session>>();
  const kept = new Map<string, Promise<KeptWindow>>();
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  });
  afterEach(async ({ task }) => {
    const left = windows.splice(0);
    const problems = left.flatMap((opened) => opened.problems());
    if (task.result?.state === 'fail' || problems.length > 0)
      await takePictures(left, `${task.suite?.name ?? ''} ${task.name}`);
    await Promise.all(left.map(({ close }) => close()));
    if (problems.length > 0) throw new Error(`in the browser:\n${problems.join('\n')}`);
  });
  afterAll(() => browser?.close());

  async function makeWindow({ as, ...options }: Omit<WindowOptions, 'tolerates'>) {
    if (!browser) throw new Error('the browser is there inside tests and hooks only');
    const context = await browser.newContext({ viewport: wide, ...options });
    if (as) await context.addCookies(await sessionOf(as));
    context.setDefaultTimeout(patienceMs);
    return { context, seen: await watchProblems(context) };
  }

  async function open({ tolerates = [], ...options }: WindowOptions = {}): Promise<Page> {
    const { context, seen } = await makeWindow(options);
    const problems = () => untolerated(seen, tolerates);
    windows.push({ context, problems, close: () => context.close() });
    return context.newPage();
  }

  async function openTab({ as, tolerates = [] }: TabOptions = {}): Promise<Page> {
    const name = as ?? 'nobody';
    // Colours that are still fading would be judged half-way.
    const known = kept.get(name) ?? makeWindow({ as, reducedMotion: 'reduce' });
    kept.set(name, known);
    const { context, seen } = await known;
    const page = await context.newPage();
    windows.push({
      context,
      problems: () => untolerated(seen, tolerates),
      close: () => page.close(),
    });
    return page;
  }

  function sessionOf(as: DemoName | Account): Promise<Session> {
    const account = typeof as === 'string' ? demoAccount(as) : as;
    const known = sessions.get(account.email) ?? startSession(account);
    sessions.set(account.email, known);
    return known;
  }
  return { open, openTab };
}

type Session = Parameters<BrowserContext['addCookies']>[0];

/** Signs in once a file. How a person does it by the pages is what other tests are about. */
async function startSession({ email, password }: Account): Promise<Session> {
  const { cookies } = await browserSession(url, { email, password });
  const { hostname } = new URL(url);
  return cookies.map((cookie) => ({ ...cookie, domain: hostname, sameSite: 'Lax' }));
}

function demoAccount(name: DemoName): Account {
  return { email: `${name}@demo.test`, password: demoPassword };
}

/** Takes what was seen out of the record. */
function untolerated(seen: string[], tolerates: readonly RegExp[]): readonly string[] {
  return seen.splice(0).filter((problem) => !tolerates.some((known) => known.test(problem)));
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
