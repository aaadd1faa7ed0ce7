import { createHmac, createPublicKey } from 'node:crypto';
import { newId } from '@edumaster/kernel';
import {
  base64url,
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';

export interface Forgery {
  readonly name: string;
  readonly token: string;
}

/** What somebody has who forges tokens: one that was given to them, and the published keys. */
interface Known {
  readonly token: string;
  readonly published: JWK;
}

/** More than 60 tokens that somebody without the signing key can make of one that counts. */
export async function forgedTokens(known: Known): Promise<readonly Forgery[]> {
  return [
    ...unsigned(known),
    ...signedByPublicKey(known),
    ...(await signedByAnother(known)),
    ...(await namingTheirKey(known)),
    ...altered(known),
  ];
}

const part = (value: object | string) =>
  base64url.encode(typeof value === 'string' ? value : JSON.stringify(value));

const claimsOf = (token: string): JWTPayload => decodeJwt(token);

const partsOf = (token: string) => token.split('.') as [string, string, string];

/** Somebody else, for whom the token would then count. */
const victim = newId();

/**
 * In the name of its own holder, so that nothing but its signature speaks against it: one for
 * somebody else is refused by its grant too, and would hide that the signature counted.
 */
const forLonger = (token: string): JWTPayload => ({ ...claimsOf(token), exp: 9_999_999_999 });

function unsigned({ token }: Known): Forgery[] {
  const header = decodeProtectedHeader(token);
  const payload = part(forLonger(token));
  const [, , signature] = partsOf(token);
  return ['none', 'None', 'NONE', 'nOnE', '', undefined].flatMap((alg) => {
    const begin = `${part({ ...header, alg })}.${payload}`;
    const name = `with the algorithm ${alg}`;
    return [
      { name: `${name} and no signature`, token: `${begin}.` },
      { name: `${name} and the old signature`, token: `${begin}.${signature}` },
    ];
  });
}

/** The check of a signature, told to take the public key for the secret of a MAC. */
function signedByPublicKey({ token, published }: Known): Forgery[] {
  const header = decodeProtectedHeader(token);
  const payload = part(forLonger(token));
  const pem = createPublicKey({ key: published, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  const secrets: [string, string][] = [
    ['the public key as a text', String(pem)],
    ['the same without its last line break', String(pem).trim()],
    ['the published JSON', JSON.stringify(published)],
    ['its id', String(published.kid)],
    ['a coordinate', String(published.x ?? published.n)],
    ['nothing', ''],
  ];
  return ([256, 384, 512] as const).flatMap((bits) =>
    secrets.map(([what, secret]) => {
      const begin = `${part({ ...header, alg: `HS${bits}` })}.${payload}`;
      const mac = createHmac(`sha${bits}`, secret).update(begin).digest('base64url');
      return { name: `HS${bits} by ${what}`, token: `${begin}.${mac}` };
    }),
  );
}

async function signedByAnother({ token }: Known): Promise<Forgery[]> {
  const claims = claimsOf(token);
  const header = decodeProtectedHeader(token);
  const algorithms = ['ES256', 'ES384', 'ES512', 'RS256', 'PS256', 'EdDSA'];
  const forgeries = algorithms.flatMap((alg) =>
    [claims, { ...claims, sub: victim }].map(async (payload, index): Promise<Forgery> => {
      const { privateKey } = await generateKeyPair(alg);
      const forged = new SignJWT(payload).setProtectedHeader({ ...header, alg });
      const name = `of another installation, ${alg}${index === 0 ? '' : ', for somebody else'}`;
      return { name, token: await forged.sign(privateKey) };
    }),
  );
  return Promise.all(forgeries);
}

/** A key of their own, and a header that leads the check to it. */
async function namingTheirKey({ token }: Known): Promise<Forgery[]> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const own = await calculateJwkThumbprint(jwk);
  const { kid: real, ...bare } = decodeProtectedHeader(token);
  const headers: [string, object][] = [
    ['that is in the token', { kid: real, jwk }],
    ['that is in the token and named there', { kid: own, jwk }],
    ['that is in the token and has no name', { jwk }],
    ['at an address', { kid: own, jku: 'https://evil.test/jwks' }],
    ['at an address, named as ours', { kid: real, jku: 'https://evil.test/jwks' }],
    ['in a certificate', { kid: real, x5c: ['MIIB'] }],
    ['in a certificate at an address', { kid: real, x5u: 'https://evil.test/x.pem' }],
    ['without a name', {}],
    ['named by its own', { kid: own }],
    ['named as a path', { kid: '../../../../../../dev/null' }],
    ['named as SQL', { kid: `' union select '{}' --` }],
    ['named as an address', { kid: 'https://evil.test/key' }],
    ['named by nothing', { kid: '' }],
    ['named by a list', { kid: [real] }],
    ['named by an object', { kid: { toString: real } }],
    // Node takes no header of more than 16 KB, and answers 431 before anything reads the token.
    ['named at length', { kid: 'k'.repeat(8_000) }],
    [
      'with what has to be understood',
      { kid: real, crit: ['http://evil.test'], 'http://evil.test': 1 },
    ],
  ];
  return Promise.all(
    headers.map(async ([name, header]) => {
      const begin = `${part({ ...bare, alg: 'ES256', ...header })}.${part(claimsOf(token))}`;
      const signature = await crypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        privateKey,
        Buffer.from(begin),
      );
      const text = Buffer.from(signature).toString('base64url');
      return { name: `by a key ${name}`, token: `${begin}.${text}` };
    }),
  );
}

function altered({ token }: Known): Forgery[] {
  const [header, payload, signature] = partsOf(token);
  const claims = claimsOf(token);
  const twice = JSON.stringify(claims).replace('{', `{"sub":"${victim}",`);
  const twiceLater = JSON.stringify(claims).replace(/}$/, `,"sub":"${victim}"}`);
  const bytes = Buffer.from(signature, 'base64url');
  const flipped = Buffer.from(bytes).fill((bytes[0] ?? 0) ^ 1, 0, 1);
  const forged: [string, string][] = [
    ['for somebody else', `${header}.${part({ ...claims, sub: victim })}.${signature}`],
    ['for longer', `${header}.${part(forLonger(token))}.${signature}`],
    ['with a claim more', `${header}.${part({ ...claims, roles: ['admin'] })}.${signature}`],
    ['with a claim twice', `${header}.${part(twice)}.${signature}`],
    ['with a claim twice, the other way round', `${header}.${part(twiceLater)}.${signature}`],
    [
      'of another type',
      `${part({ ...decodeProtectedHeader(token), typ: 'JWT' })}.${payload}.${signature}`,
    ],
    ['without its signature', `${header}.${payload}.`],
    ['of two parts', `${header}.${payload}`],
    ['of four parts', `${token}.${signature}`],
    ['with one bit of its signature', `${header}.${payload}.${flipped.toString('base64url')}`],
    // Accepted by Java once, CVE-2022-21449.
    [
      'with a signature of zeros',
      `${header}.${payload}.${Buffer.alloc(bytes.length).toString('base64url')}`,
    ],
    ['with half a signature', `${header}.${payload}.${signature.slice(0, signature.length / 2)}`],
    ['with more signature', `${header}.${payload}.${signature}AAAA`],
    ['in another order', `${payload}.${header}.${signature}`],
    ['with nothing in it', '..'],
  ];
  return forged.map(([name, made]) => ({ name: `altered: ${name}`, token: made }));
}
