import { beforeAll, describe, expect, it } from 'vitest';
import { failureOf, foreigner, signInThrough, throughProvider } from './testing/foreign-journey.ts';
import { newEmail, platform, toSignInPage } from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { TestProvider, type TokenLies } from './testing/test-provider.ts';
import { useProviders } from './testing/use-providers.ts';

const elsewhere = useProviders();
const { column, world } = elsewhere;

let school: TestProvider;
let firm: TestProvider;

beforeAll(() => {
  ({ school, firm } = elsewhere);
});

describe('an answer that the provider did not give', () => {
  const now = () => Math.floor(Date.now() / 1_000);

  it.each<[string, () => TokenLies]>([
    ['of another issuer', () => ({ claims: { iss: 'https://evil.test' } })],
    ['for another client', () => ({ claims: { aud: 'somebody-else' } })],
    ['for two clients', () => ({ claims: { aud: ['edumaster', 'evil'], azp: 'evil' } })],
    ['to another question', () => ({ claims: { nonce: 'another' } })],
    ['without a nonce', () => ({ claims: { nonce: undefined } })],
    ['that has expired', () => ({ claims: { exp: now() - 600, iat: now() - 1_200 } })],
    ['signed by somebody else', () => ({ hasForeignKey: true })],
    ['signed by nobody', () => ({ isUnsigned: true })],
  ])('is refused: %s', async (_, lies) => {
    const email = newEmail();
    school.account = foreigner(email);
    school.lies = lies();
    const landed = await signInThrough(new TestBrowser(world.app), school);
    expect(failureOf(landed)).toBe('provider_refused');
    const made = 'select id::text as value from identity.persons where email = $1';
    expect(await column(made, email)).toEqual([]);
  });

  it('is refused in a browser that did not ask, with a changed state, and a second time', async () => {
    school.account = foreigner(newEmail());
    const browser = new TestBrowser(world.app);
    const { back } = await throughProvider(browser, school);
    const elsewhere = new TestBrowser(world.app);
    await toSignInPage(elsewhere, platform);
    expect((await elsewhere.visit(back.href)).status).toBe(400);
    const changed = new URL(back);
    changed.searchParams.set('state', `${back.searchParams.get('state')}x`);
    expect((await browser.visit(changed.href)).status).toBe(400);
    expect((await browser.visit(back.href)).url.href).toBe(`${platform}/`);
    expect((await browser.visit(back.href)).status).toBe(400);
  });

  it('is refused with a code of another provider, or another sign-in', async () => {
    const browser = new TestBrowser(world.app);
    school.account = foreigner(newEmail());
    firm.account = foreigner(`${crypto.randomUUID()}@firm.test`);
    const atSchool = await throughProvider(browser, school);
    const atFirm = await throughProvider(browser, firm, { id: 'firm' });
    const mixed = new URL(atSchool.back);
    mixed.searchParams.set('code', atFirm.back.searchParams.get('code') ?? '');
    expect(failureOf(await browser.visit(mixed.href))).toBe('provider_refused');
    const answerOfOther = `${atSchool.page.href}/providers/firm/answer${atFirm.back.search}`;
    expect((await browser.visit(answerOfOther)).status).toBe(400);
  });

  it('is refused when the person turned back', async () => {
    const browser = new TestBrowser(world.app);
    const { back } = await throughProvider(browser, school);
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    expect(failureOf(await browser.visit(back.href))).toBe('provider_refused');
  });
});
