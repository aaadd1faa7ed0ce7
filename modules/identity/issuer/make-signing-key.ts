import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { Seal } from '@edumaster/kernel';
import type { NewSigningKey } from '../store/signing-keys.ts';

export const signingKeyPurpose = 'identity-signing-key';

/** A key of its own random; its private part is sealed before anybody sees it. */
export async function makeSigningKey(seal: Seal): Promise<NewSigningKey> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const bare = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(bare);
  const facts = { kid, alg: 'ES256', use: 'sig' };
  const privateJwk = { ...(await exportJWK(pair.privateKey)), ...facts };
  return {
    kid,
    publicJwk: { ...bare, ...facts },
    privateJwkSealed: seal.close(JSON.stringify(privateJwk), kid),
  };
}
