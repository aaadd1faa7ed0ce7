import { tenants, useDatabase } from '@edumaster/testkit';
import type { JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityModule } from '../module.ts';
import { forgedTokens } from '../testing/forged-tokens.ts';
import {
  embeddedUnderTest,
  type ExternalUnderTest,
  externalUnderTest,
  type IssuerUnderTest,
} from '../testing/issuers-under-test.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

const ours = { marketplace: tenants.first, academy: tenants.second };
const host = 'localhost:3000';

async function publishedBy(setting: IssuerUnderTest): Promise<JWK> {
  const jwks =
    'issuer' in setting
      ? await (await fetch(`${(setting as ExternalUnderTest).issuer.url}/jwks`)).json()
      : (await setting.world.app.inject({ url: '/oidc/jwks', headers: { host } })).json();
  return jwks.keys[0];
}

describe.each([
  { name: 'the embedded issuer', open: embeddedUnderTest },
  { name: 'an issuer of somebody else’s', open: externalUnderTest },
])('of the access tokens of $name', ({ open }) => {
  let setting: IssuerUnderTest;

  beforeAll(async () => {
    setting = await open({ database, tenants: ours });
  });

  afterAll(() => setting.close());

  it('none of more than 60 forged ones counts, by the facade or by a route', async () => {
    const { app, identity } = setting.world;
    const payload = await setting.newAccount();
    const login = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      headers: { host },
      payload,
    });
    const token: string = login.json().accessToken;
    const meBy = async (bearer: string) => {
      const headers = { host, authorization: `Bearer ${bearer}` };
      return (await app.inject({ url: '/api/v1/me', headers })).statusCode;
    };
    expect(await meBy(token)).toBe(200);
    const forged = await forgedTokens({ token, published: await publishedBy(setting) });
    expect(forged.length).toBeGreaterThanOrEqual(60);
    expect(new Set(forged.map((one) => one.token)).size).toBe(forged.length);
    const accepted = [];
    for (const { name, token: bearer } of forged) {
      const byFacade = await identity.authenticate(tenants.first, { bearer }).then(
        () => 'accepted',
        (error: { code?: string }) => error.code ?? String(error),
      );
      const byRoute = await meBy(bearer);
      if (byFacade !== 'unauthenticated' || byRoute !== 401)
        accepted.push([name, byFacade, byRoute]);
    }
    expect(accepted).toEqual([]);
    expect(await meBy(token)).toBe(200);
  });
});
