import type { Db, SystemTx } from '@edumaster/database';
import { systemCtx } from '@edumaster/kernel';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { tokenHash } from '../secrets/tokens.ts';
import {
  consumeRecord,
  deleteFamilyOf,
  deleteOfGrant,
  deleteRecord,
  findRecord,
  findRecordByUid,
  findRecordByUserCode,
  type RecordKey,
  saveRecord,
} from '../store/oidc-records.ts';
import type { Clients } from './clients.ts';

type Found = Awaited<ReturnType<typeof findRecord>>;

/** Keeps one kind of the issuer's records in Postgres. */
export class RecordAdapter implements Adapter {
  readonly #model: string;
  readonly #db: Db;
  readonly #clients: Clients;

  constructor(model: string, db: Db, clients: Clients) {
    this.#model = model;
    this.#db = db;
    this.#clients = clients;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const { jti: _, ...kept } = withoutCookie(payload);
    const { grantId, uid, userCode } = payload;
    const key = this.#keyOf(id);
    await this.#inTx((tx) =>
      saveRecord(tx, {
        ...key,
        payload: { ...kept },
        // A grant belongs to itself, so that one statement deletes it with all its tokens.
        grantId: this.#model === 'Grant' ? key.id : (grantId ?? null),
        uid: uid ?? null,
        userCode: userCode ?? null,
        expiresAt: expiresIn ? new Date(tx.ctx.now.getTime() + expiresIn * 1_000) : null,
      }),
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (this.#model === 'Client') return this.#clients.find(id);
    const found = await this.#inTx((tx) => findRecord(tx, this.#keyOf(id)));
    return payloadOf(found, id);
  }

  /** Without the id itself, which is not kept; whoever asks by uid compares and no more. */
  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return payloadOf(await this.#inTx((tx) => findRecordByUid(tx, this.#model, uid)));
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return payloadOf(await this.#inTx((tx) => findRecordByUserCode(tx, this.#model, userCode)));
  }

  /**
   * Of parallel uses exactly one wins; any other is a reuse, which a thief may have made as well as
   * the owner, and ends the whole grant.
   * @throws errors.InvalidGrant
   */
  async consume(id: string): Promise<void> {
    const key = this.#keyOf(id);
    if (await this.#inTx((tx) => consumeRecord(tx, key))) return;
    // In a transaction of its own: the statement that lost still holds the row that it waited for,
    // and all who lost would wait for each other.
    await this.#inTx((tx) => deleteFamilyOf(tx, key));
    throw new errors.InvalidGrant('token was already used');
  }

  async destroy(id: string): Promise<void> {
    await this.#inTx((tx) => deleteRecord(tx, this.#keyOf(id)));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#inTx((tx) => deleteOfGrant(tx, this.#model, grantId));
  }

  /** Ids of grants stand in other records and open nothing; all others are secrets. */
  #keyOf(id: string): RecordKey {
    return { model: this.#model, id: this.#model === 'Grant' ? id : tokenHash(id) };
  }

  #inTx<T>(work: (tx: SystemTx) => Promise<T>): Promise<T> {
    const ctx = systemCtx(`the issuer keeps its records of kind ${this.#model}`);
    return this.#db.inSystemTx(ctx, work);
  }
}

/** An interaction carries the value of the session's cookie, which nothing needs. */
function withoutCookie(payload: AdapterPayload): AdapterPayload {
  if (!payload.session) return payload;
  const { cookie: _, ...session } = payload.session;
  return { ...payload, session };
}

function payloadOf(found: Found, id?: string): AdapterPayload | undefined {
  if (!found) return undefined;
  const { payload, consumedAt } = found;
  return {
    ...payload,
    ...(id === undefined ? {} : { jti: id }),
    ...(consumedAt ? { consumed: Math.floor(consumedAt.getTime() / 1_000) } : {}),
  };
}
