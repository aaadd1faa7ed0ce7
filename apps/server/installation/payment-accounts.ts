import { readFile } from 'node:fs/promises';
import { isId } from '@edumaster/kernel';
import { z } from 'zod';
import { WrongConfiguration } from './configuration.ts';

const secret = z.string().min(8);

const stripeAccount = z.strictObject({
  secretKey: secret,
  webhookSecrets: z.array(secret).min(1),
});

const paypalAccount = z.strictObject({
  clientId: secret,
  clientSecret: secret,
  webhookId: secret,
});

const tenantAccounts = z.strictObject({
  stripe: stripeAccount.optional(),
  paypal: paypalAccount.optional(),
});

/**
 * `{"<tenant id>": {"stripe": {"secretKey": "sk_…", "webhookSecrets": ["whsec_…"]}, "paypal":
 * {"clientId": "…", "clientSecret": "…", "webhookId": "…"}}}`
 */
const accountsFile = z.record(
  z.string().refine(isId, 'must be the id of a tenant'),
  tenantAccounts,
);

/** What tenants have themselves, by tenant. */
export type TenantAccounts = Readonly<Record<string, z.infer<typeof tenantAccounts>>>;

/** @throws WrongConfiguration that repeats nothing of the file: it holds secrets */
export async function readTenantAccounts(path: string | undefined): Promise<TenantAccounts> {
  if (path === undefined) return {};
  const wrong = (what: string) =>
    new WrongConfiguration(`EDUMASTER_PAYMENT_ACCOUNTS ${path} ${what}`);
  const text = await readFile(path, 'utf8').catch(() => {
    throw wrong('cannot be read');
  });
  const parsed = accountsFile.safeParse(json(text));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: at, code }) => `${at.join('.')} (${code})`);
  throw wrong(`is not as it should be at: ${problems.join(', ')}`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
