import { Db, type SystemTx } from '@edumaster/database';
import { Seal, systemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Signals } from '@edumaster/signals';
import { Injectable } from '@nestjs/common';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import {
  insertSigningKey,
  lockSigningKeys,
  publishedKeys,
  stateOf,
  type StoredKey,
} from '../store/signing-keys.ts';
import { makeSigningKey, signingKeyPurpose } from './make-signing-key.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateJwk: JWK;
  /** To check signatures with. */
  readonly publicKey: CryptoKey;
}

export interface KeySet {
  /** The one that signs. */
  readonly current: SigningKey;
  /** All that are published, the current one first. */
  readonly published: readonly SigningKey[];
}

/** A token of an unknown key makes us look again, but not for every forged one. */
const lookAgainMilliseconds = 1_000;

/**
 * The keys of the embedded issuer as the database has them: the first two are made on the first
 * start. Remembered until a signal says that they changed.
 */
@Injectable()
export class KeyRing {
  readonly #db: Db;
  readonly #signals: Signals;
  readonly #seal: Seal;
  #remembered: Promise<KeySet> | undefined;
  #last: { readonly kids: string; readonly set: KeySet } | undefined;
  #lookedAgainAt = 0;

  constructor(db: Db, installation: Installation, signals: Signals) {
    this.#db = db;
    this.#signals = signals;
    this.#seal = new Seal(installation.rootSecret, signingKeyPurpose);
    signals.listen('identity_signing_keys', () => this.#forget());
  }

  /** The same object as long as nothing has changed. */
  keys(): Promise<KeySet> {
    if (this.#remembered) return this.#remembered;
    const loading = this.#load();
    // At once, so that a signal that comes while it is read makes it forgotten again.
    if (this.#signals.isListening) {
      this.#remembered = loading;
      loading.catch(() => {
        if (this.#remembered === loading) this.#remembered = undefined;
      });
    }
    return loading;
  }

  /**
   * Undefined for a key that is not published. Another process may sign with one that we have not
   * heard of yet.
   */
  async find(kid: string): Promise<SigningKey | undefined> {
    const known = (await this.keys()).published.find((key) => key.kid === kid);
    if (known) return known;
    const now = performance.now();
    if (now - this.#lookedAgainAt < lookAgainMilliseconds) return undefined;
    this.#lookedAgainAt = now;
    this.#forget();
    return (await this.keys()).published.find((key) => key.kid === kid);
  }

  #forget(): void {
    this.#remembered = undefined;
  }

  async #load(): Promise<KeySet> {
    const ctx = systemCtx('the issuer reads its signing keys');
    const found = await this.#db.inSystemTx(ctx, publishedKeys);
    const stored = isComplete(found)
      ? found
      : await this.#db.inSystemTx(ctx, (tx) => this.#complete(tx));
    const kids = stored.map(({ kid }) => kid).join(' ');
    if (this.#last?.kids === kids) return this.#last.set;
    const published = await Promise.all(stored.map((key) => this.#open(key)));
    const [current] = published;
    if (!current) throw new Error('there is no signing key');
    const set = { current, published };
    this.#last = { kids, set };
    return set;
  }

  async #complete(tx: SystemTx): Promise<StoredKey[]> {
    await lockSigningKeys(tx);
    const known = await publishedKeys(tx);
    if (!hasKey(known, 'current')) {
      await insertSigningKey(tx, await makeSigningKey(this.#seal), tx.ctx.now);
    }
    if (!hasKey(known, 'next')) await insertSigningKey(tx, await makeSigningKey(this.#seal), null);
    return publishedKeys(tx);
  }

  async #open({ kid, publicJwk, privateJwkSealed }: StoredKey): Promise<SigningKey> {
    const privateJwk = this.#seal.open(privateJwkSealed, kid);
    if (privateJwk === undefined) {
      throw new Error(
        'the signing key cannot be read: the root secret is not the one it was made with',
      );
    }
    const publicKey = await importJWK({ ...publicJwk } as JWK, 'ES256');
    if (publicKey instanceof Uint8Array) throw new Error('the signing key is not an EC key');
    return { kid, privateJwk: JSON.parse(privateJwk) as JWK, publicKey };
  }
}

function isComplete(keys: readonly StoredKey[]): boolean {
  return hasKey(keys, 'current') && hasKey(keys, 'next');
}

function hasKey(keys: readonly StoredKey[], state: 'current' | 'next'): boolean {
  return keys.some((key) => stateOf(key) === state);
}
