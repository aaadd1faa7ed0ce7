import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, silentLog } from '@edumaster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choosePayments } from './choose-payments.ts';
import { loadAllSettings } from './configuration.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edumaster-payments-'));
});
afterAll(() => rm(folder, { recursive: true }));

const tenantId = newId();
const stripe = {
  EDUMASTER_STRIPE_SECRET_KEY: 'sk_test_installation',
  EDUMASTER_STRIPE_WEBHOOK_SECRETS: 'whsec_installation',
};

const paypal = {
  EDUMASTER_PAYPAL_CLIENT_ID: 'client-installation',
  EDUMASTER_PAYPAL_CLIENT_SECRET: 'secret-installation',
  EDUMASTER_PAYPAL_WEBHOOK_ID: 'WEBHOOKID1',
};

async function namesOffered(
  environment: Readonly<Record<string, string>>,
  {
    mode = 'production' as const,
    currency = 'EUR',
  }: { mode?: 'embedded' | 'production'; currency?: string } = {},
): Promise<readonly string[]> {
  const installation = { mode, dataDir: folder, rootSecret: 'x'.repeat(32) };
  const { providers } = await choosePayments(loadAllSettings(environment), installation, silentLog);
  const offered = await providers.offered({ tenantId, currency });
  return offered.map(({ name }) => name);
}

async function accountsFile(content: string): Promise<Readonly<Record<string, string>>> {
  const path = join(folder, `${newId()}.json`);
  await writeFile(path, content);
  return { EDUMASTER_PAYMENT_ACCOUNTS: path };
}

describe('who takes payments', () => {
  it('is nobody in production until somebody is set, and the sandbox on the embedded start', async () => {
    expect(await namesOffered({})).toEqual([]);
    expect(await namesOffered({}, { mode: 'embedded' })).toEqual(['sandbox']);
  });

  it('is who is set, before the sandbox', async () => {
    expect(await namesOffered(stripe)).toEqual(['stripe']);
    expect(await namesOffered(stripe, { mode: 'embedded' })).toEqual(['stripe', 'sandbox']);
  });

  it('depends on the currency', async () => {
    const narrow = { ...stripe, EDUMASTER_STRIPE_CURRENCIES: 'EUR, USD' };
    expect(await namesOffered(narrow, { currency: 'USD' })).toEqual(['stripe']);
    expect(await namesOffered(narrow, { currency: 'INR' })).toEqual([]);
  });

  it('may be an account that only this tenant has', async () => {
    const own = { secretKey: 'sk_test_own', webhookSecrets: ['whsec_own'] };
    const mine = await accountsFile(JSON.stringify({ [tenantId]: { stripe: own } }));
    const anothers = await accountsFile(JSON.stringify({ [newId()]: { stripe: own } }));
    expect(await namesOffered(mine)).toEqual(['stripe']);
    expect(await namesOffered(anothers)).toEqual([]);
  });

  it('is PayPal in currencies that it takes, behind Stripe', async () => {
    const both = { ...paypal, ...stripe };
    expect(await namesOffered(both)).toEqual(['stripe', 'paypal']);
    expect(await namesOffered(paypal, { currency: 'INR' })).toEqual([]);
    const { EDUMASTER_PAYPAL_CLIENT_ID } = paypal;
    await expect(namesOffered({ EDUMASTER_PAYPAL_CLIENT_ID })).rejects.toThrow('WEBHOOK_ID');
  });

  it('cannot be Stripe that nobody would hear of', async () => {
    const { EDUMASTER_STRIPE_SECRET_KEY } = stripe;
    await expect(namesOffered({ EDUMASTER_STRIPE_SECRET_KEY })).rejects.toThrow('WEBHOOK_SECRETS');
  });

  it('is not read from a file with mistakes, and its secrets stay in it', async () => {
    const secretKey = 'sk_live_very_secret';
    const wrong = await accountsFile(JSON.stringify({ [tenantId]: { stripe: { secretKey } } }));
    const failure = await namesOffered(wrong).catch((error: Error) => error.message);
    expect(failure).toContain('webhookSecrets');
    expect(failure).not.toContain(secretKey);
    await expect(namesOffered(await accountsFile('{'))).rejects.toThrow('PAYMENT_ACCOUNTS');
    await expect(namesOffered({ EDUMASTER_PAYMENT_ACCOUNTS: '/none' })).rejects.toThrow('read');
  });
});
