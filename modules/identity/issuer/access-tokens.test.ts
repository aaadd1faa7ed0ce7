import { newId } from '@edumaster/kernel';
import { tenants } from '@edumaster/testkit';
import {
  calculateJwkThumbprint,
  CompactSign,
  decodeJwt,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { identityWorld } from '../testing/identity-world.ts';
import { KeyRing, type SigningKey } from './key-ring.ts';
import { useIdentityWorld } from '../testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;

let key: SigningKey;
let real: JWTPayload;
let realToken: string;

beforeAll(async () => {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/auth/register',
    headers: { host: 'localhost:3000' },
    payload: { email: 'mallory@example.test', password: 'correct horse battery', name: 'Mallory' },
  });
  realToken = answer.json().accessToken;
  real = decodeJwt(realToken);
  key = (await world.container.get(KeyRing).keys()).current;
});

async function isAccepted(token: string): Promise<boolean> {
  const actor = world.identity.authenticate(tenants.first, { bearer: token });
  return actor.then(
    ({ actor }) => actor.kind === 'user',
    (error: { code?: string }) => {
      if (error.code !== 'unauthenticated') throw error;
      return false;
    },
  );
}

interface Change {
  readonly payload?: JWTPayload;
  readonly header?: object;
  readonly signWith?: Parameters<SignJWT['sign']>[0];
}

/** A token like a real one, but for this change. */
async function forged({ payload = {}, header = {}, signWith }: Change): Promise<string> {
  const own = signWith ?? (await importJWK(key.privateJwk, 'ES256'));
  return new SignJWT({ ...real, ...payload })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid, ...header })
    .sign(own);
}

function unsigned(alg: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg, typ: 'at+jwt', kid: key.kid })}.${part(real)}.`;
}

describe('an access token', () => {
  it('is accepted as it was given, and when it is made again in the same way', async () => {
    expect(await isAccepted(realToken)).toBe(true);
    expect(await isAccepted(await forged({}))).toBe(true);
  });

  it.each(['none', 'None', 'NONE', 'nOnE'])('is refused with the algorithm %s', async (alg) => {
    expect(await isAccepted(unsigned(alg))).toBe(false);
  });

  it('is refused with the public key as the secret of HS256, in any spelling of the key', async () => {
    const jwk = await exportJWK(key.publicKey);
    const spki = await exportSPKI(key.publicKey);
    const secrets = [spki, spki.trim(), JSON.stringify(jwk), String(jwk.x), key.kid];
    for (const secret of secrets) {
      const payload = Buffer.from(JSON.stringify(real));
      const token = await new CompactSign(payload)
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })
        .sign(Buffer.from(secret));
      expect(await isAccepted(token)).toBe(false);
    }
  });

  it('is refused from another key, whatever it calls itself', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    const headers = [{}, { kid }, { kid, jwk }, { jwk }, { kid: '../../dev/null' }];
    for (const header of headers) {
      expect(await isAccepted(await forged({ header, signWith: privateKey }))).toBe(false);
    }
    const rsa = await generateKeyPair('RS256');
    const byRsa = forged({ header: { alg: 'RS256' }, signWith: rsa.privateKey });
    expect(await isAccepted(await byRsa)).toBe(false);
  });

  const now = Math.floor(Date.now() / 1_000);
  it.each<[string, JWTPayload]>([
    ['of another audience', { aud: 'http://localhost:3000' }],
    ['for its own client', { aud: 'edumaster-api' }],
    ['of another issuer', { iss: 'http://localhost:3000' }],
    ['of the issuer’s look-alike', { iss: 'http://localhost:3000/oidc/' }],
    ['that has expired', { exp: now - 1 }],
    ['that is not valid yet', { nbf: now + 60 }],
    ['of nobody', { sub: newId() }],
    ['whose subject is no id', { sub: 'admin' }],
    ['of another grant', { grant: 'somebody-else’s' }],
  ])('is refused %s', async (_, payload) => {
    expect(await isAccepted(await forged({ payload }))).toBe(false);
  });

  it.each(['exp', 'sub', 'aud', 'iss', 'grant', 'iat'])('is refused without %s', async (claim) => {
    expect(await isAccepted(await forged({ payload: { [claim]: undefined } }))).toBe(false);
  });

  it.each(['JWT', 'logout+jwt', 'application/json', undefined])(
    'is refused as a token of type %s, so that an ID token is none',
    async (typ) => {
      expect(await isAccepted(await forged({ header: { typ } }))).toBe(false);
    },
  );

  it('is refused without a key id, altered in any part, or as no token at all', async () => {
    expect(await isAccepted(await forged({ header: { kid: undefined } }))).toBe(false);
    const [header = '', payload = '', signature = ''] = realToken.split('.');
    const other = Buffer.from(JSON.stringify({ ...real, sub: newId() })).toString('base64url');
    const wrong = [
      `${header}.${other}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${payload}.${[...signature].toReversed().join('')}`,
      '',
      'x',
      '..',
    ];
    for (const token of wrong) expect(await isAccepted(token)).toBe(false);
  });
});

describe('the signing key', () => {
  it('is the same after a restart, and for two that start at once', async () => {
    const ours = { marketplace: tenants.first, academy: tenants.second };
    const others = await Promise.all(
      Array.from({ length: 2 }, () => identityWorld({ database, tenants: ours })),
    );
    for (const other of others) {
      expect((await other.container.get(KeyRing).keys()).current.kid).toBe(key.kid);
      await other.app.close();
    }
  });

  it('lies encrypted in the database, and only its public part is published', async () => {
    const { rows } = await database.owner.query('select * from identity.signing_keys');
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(key.privateJwk.d);
    for (const { public_jwk: published } of rows) expect(published).not.toHaveProperty('d');
    const jwks = await world.app.inject({ url: '/oidc/jwks', headers: { host: 'localhost:3000' } });
    expect(jwks.json().keys).toEqual([
      expect.objectContaining({ kid: key.kid, alg: 'ES256' }),
      expect.objectContaining({ alg: 'ES256', use: 'sig' }),
    ]);
    expect(jwks.body).not.toContain(key.privateJwk.d);
  });
});
