import { catalogContracts } from '@edumaster/catalog/contracts';
import { discoveryContracts } from '@edumaster/discovery/contracts';
import { createClient } from '@edumaster/http/client';
import { identityContracts } from '@edumaster/identity/contracts';
import { commerceContracts } from '@edumaster/commerce/contracts';
import { learningContracts } from '@edumaster/learning/contracts';
import { mediaContracts } from '@edumaster/media/contracts';
import { moderationContracts } from '@edumaster/moderation/contracts';
import { tenancyContracts } from '@edumaster/tenancy/contracts';
import { loopbackFetch } from './loopback-fetch.ts';

const contracts = {
  ...identityContracts,
  ...tenancyContracts,
  ...mediaContracts,
  ...catalogContracts,
  ...learningContracts,
  ...commerceContracts,
  ...moderationContracts,
  ...discoveryContracts,
};

export const demoPassword = 'learn-by-doing';

/** Somebody who uses the API at an address, signed in or not. */
export interface Visitor {
  readonly api: ReturnType<typeof clientOf>;
  readonly url: string;
  readonly accessToken: string | undefined;
  readonly userId: string;
  /** A bare request, for what a typed client would not send. */
  send(path: string, init?: RequestInit): Promise<Response>;
}

export function visitor(url: string, accessToken?: string, userId = ''): Visitor {
  const headers = accessToken ? { authorization: `Bearer ${accessToken}` } : {};
  return {
    url,
    accessToken,
    userId,
    api: clientOf(url, headers),
    send: (path, init = {}) =>
      loopbackFetch(new URL(path, url).href, {
        redirect: 'manual',
        ...init,
        headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
      }),
  };
}

/** One of the demo accounts, for example `moderator`. */
export async function demoVisitor(url: string, name: string): Promise<Visitor> {
  const email = `${name}@demo.test`;
  const { accessToken, user } = await visitor(url).api.logIn({
    body: { email, password: demoPassword },
  });
  return visitor(url, accessToken, user.id);
}

/** Somebody who has just signed up. */
export async function newVisitor(url: string, name = 'Nora New'): Promise<Visitor> {
  const email = `${crypto.randomUUID()}@example.test`;
  const { accessToken, user } = await visitor(url).api.register({
    body: { email, password: 'a long enough password', name },
  });
  return visitor(url, accessToken, user.id);
}

/** Sends JSON as it is, also when it is wrong. */
export function json(method: string, body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function clientOf(url: string, headers: Record<string, string>) {
  return createClient(contracts, { baseUrl: url, headers: () => headers, fetch: loopbackFetch });
}
