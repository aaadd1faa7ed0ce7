import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { AppError, type Id, Seal, type SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { KnownHosts } from '../known-hosts.ts';
import type { SigningKeyFacts, SigningKeys } from '../signing-keys.ts';
import {
  activateNextKey,
  deleteSigningKey,
  deleteSpentKeys,
  insertSigningKey,
  lockSigningKeys,
  publishedKeys,
  retireCurrentKey,
  stateOf,
  type StoredKey,
} from '../store/signing-keys.ts';
import { accessTokenSeconds } from './api-resource.ts';
import { makeSigningKey, signingKeyPurpose } from './make-signing-key.ts';

/** Clocks of those who check our tokens may differ from ours by so much. */
const clockSkewSeconds = 300;

/** No token that is signed lives longer than an access token. */
const publishedAfterwardsSeconds = accessTokenSeconds + clockSkewSeconds;

/** Others may remember the keys that we publish for so long. */
const knownAfterSeconds = 3600;

/** Changes which key signs, in turns with whoever else does. */
@Injectable()
export class EmbeddedSigningKeys implements SigningKeys {
  readonly #db: Db;
  readonly #audit: AuditLog;
  readonly #hosts: KnownHosts;
  readonly #origin: string;
  readonly #seal: Seal;

  constructor(db: Db, audit: AuditLog, hosts: KnownHosts, installation: Installation) {
    this.#db = db;
    this.#audit = audit;
    this.#hosts = hosts;
    this.#origin = installation.origin;
    this.#seal = new Seal(installation.rootSecret, signingKeyPurpose);
  }

  list(ctx: SystemCtx): Promise<readonly SigningKeyFacts[]> {
    return this.#db.inSystemTx(ctx, async (tx) => (await publishedKeys(tx)).map(factsOf));
  }

  rotate(ctx: SystemCtx, { now }: { now: boolean }): Promise<SigningKeyFacts> {
    return this.#change(ctx, async (tx, record) => {
      const next = inState(await publishedKeys(tx), 'next');
      if (!now) requireKnown(next, ctx.now);
      return this.#activateNext(tx, record);
    });
  }

  /** Removes spent keys, and rotates when the current one has signed for longer than that. */
  rotateIfOlder(ctx: SystemCtx, seconds: number): Promise<void> {
    return this.#change(ctx, async (tx, record) => {
      await deleteSpentKeys(tx);
      const { activatedAt } = inState(await publishedKeys(tx), 'current') ?? {};
      if (!activatedAt || ctx.now.getTime() - activatedAt.getTime() <= seconds * 1_000) return;
      await this.#activateNext(tx, record);
    });
  }

  drop(ctx: SystemCtx, { kid }: { kid: string }): Promise<SigningKeyFacts> {
    return this.#change(ctx, async (tx, record) => {
      if (!(await deleteSigningKey(tx, kid))) throw new AppError('signing_key_not_found');
      await record('signing_key.dropped', kid);
      const left = await publishedKeys(tx);
      const current = inState(left, 'current');
      if (!current) return this.#activateNext(tx, record);
      if (!inState(left, 'next')) await this.#insertNext(tx);
      return factsOf(current);
    });
  }

  async #change<T>(
    ctx: SystemCtx,
    work: (tx: SystemTx, record: RecordChange) => Promise<T>,
  ): Promise<T> {
    // Whose administrators look after the keys; asked before, since it may ask the database.
    const platform = await this.#hosts.find(new URL(this.#origin).host);
    return this.#db.inSystemTx(ctx, async (tx) => {
      await lockSigningKeys(tx);
      return work(tx, (action, kid) => this.#record(tx, { action, kid, ...platform }));
    });
  }

  async #activateNext(tx: SystemTx, record: RecordChange): Promise<SigningKeyFacts> {
    const until = new Date(tx.ctx.now.getTime() + publishedAfterwardsSeconds * 1_000);
    await retireCurrentKey(tx, until);
    if (!(await activateNextKey(tx))) {
      await insertSigningKey(tx, await makeSigningKey(this.#seal), tx.ctx.now);
    }
    await this.#insertNext(tx);
    const current = inState(await publishedKeys(tx), 'current');
    if (!current) throw new Error('no key was activated');
    await record('signing_key.activated', current.kid);
    return factsOf(current);
  }

  async #insertNext(tx: SystemTx): Promise<void> {
    await insertSigningKey(tx, await makeSigningKey(this.#seal), null);
  }

  async #record(
    tx: SystemTx,
    { action, kid, tenantId }: { action: string; kid: string; tenantId?: Id<'tenant'> },
  ): Promise<void> {
    if (!tenantId) return;
    const actor = { kind: 'system', reason: tx.ctx.reason } as const;
    const subject = { kind: 'signing-key', id: kid };
    await this.#audit.recordFor(tx, { tenantId, actor }, { action, subject });
  }
}

type RecordChange = (action: string, kid: string) => Promise<void>;

function inState(keys: readonly StoredKey[], state: 'next' | 'current'): StoredKey | undefined {
  return keys.find((key) => stateOf(key) === state);
}

function requireKnown(next: StoredKey | undefined, now: Date): void {
  const age = next ? now.getTime() - next.createdAt.getTime() : 0;
  if (age >= knownAfterSeconds * 1_000) return;
  const detail =
    'The next key was published less than an hour ago: others who check our tokens may not know ' +
    'it yet.';
  throw new AppError('signing_key_too_new', { detail });
}

function factsOf(key: StoredKey): SigningKeyFacts {
  const { kid, createdAt, activatedAt, publishedUntil } = key;
  return { kid, state: stateOf(key), createdAt, activatedAt, publishedUntil };
}
