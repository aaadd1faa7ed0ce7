import { Db, type SystemTx } from '@edumaster/database';
import { systemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { Seal } from '../secrets/seal.ts';
import {
  currentSigningKey,
  insertSigningKey,
  lockSigningKeys,
  type StoredKey,
} from '../store/signing-keys.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateJwk: JWK;
  /** To check signatures with. */
  readonly publicKey: CryptoKey;
}

/** The key that signs tokens: made on the first start, its private part encrypted at rest. */
@Injectable()
export class SigningKeyProvider {
  readonly #db: Db;
  readonly #seal: Seal;
  #current: Promise<SigningKey> | undefined;

  constructor(db: Db, installation: Installation) {
    this.#db = db;
    this.#seal = new Seal(installation.rootSecret, 'identity-signing-key');
  }

  current(): Promise<SigningKey> {
    this.#current ??= this.#load().catch((error: unknown) => {
      this.#current = undefined;
      throw error;
    });
    return this.#current;
  }

  async #load(): Promise<SigningKey> {
    const ctx = systemCtx('the issuer reads or makes its signing key');
    const stored = await this.#db.inSystemTx(ctx, (tx) => this.#findOrMake(tx));
    const privateJwk = this.#seal.open(stored.privateJwkSealed, stored.kid);
    if (privateJwk === undefined) {
      throw new Error(
        'the signing key cannot be read: the root secret is not the one it was made with',
      );
    }
    const publicKey = await importJWK({ ...stored.publicJwk } as JWK, 'ES256');
    if (publicKey instanceof Uint8Array) throw new Error('the signing key is not an EC key');
    return { kid: stored.kid, privateJwk: JSON.parse(privateJwk) as JWK, publicKey };
  }

  async #findOrMake(tx: SystemTx): Promise<StoredKey> {
    await lockSigningKeys(tx);
    const known = await currentSigningKey(tx);
    if (known) return known;
    const made = await this.#make();
    await insertSigningKey(tx, made);
    return made;
  }

  async #make(): Promise<StoredKey> {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const bare = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(bare);
    const facts = { kid, alg: 'ES256', use: 'sig' };
    const privateJwk = { ...(await exportJWK(pair.privateKey)), ...facts };
    return {
      kid,
      publicJwk: { ...bare, ...facts },
      privateJwkSealed: this.#seal.close(JSON.stringify(privateJwk), kid),
    };
  }
}
