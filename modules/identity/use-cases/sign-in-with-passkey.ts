import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { isCopied } from '../domain/passkey-counter.ts';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { challengeIn, PasskeyCeremony } from '../passkeys/passkey-ceremony.ts';
import { SecurityChanges } from '../sign-in-steps/security-changes.ts';
import type { SignInProgress } from '../sign-in-steps/sign-in-progress.ts';
import { consumeChallenge } from '../store/passkey-challenges.ts';
import {
  findPasskeyByCredential,
  lockPasskey,
  type Passkey,
  recordUse,
} from '../store/passkeys.ts';
import { FinishSignIn } from './finish-sign-in.ts';

export interface PasskeyAnswer {
  readonly at: InteractionRequest;
  readonly progress: SignInProgress;
  readonly credential: AuthenticationResponseJSON;
}

/**
 * A person signs in by a passkey alone: they have it, and their device knows them by a finger, a
 * face or a PIN. That stands for both factors.
 */
@Injectable()
export class SignInWithPasskey {
  readonly #db: Db;
  readonly #interactions: Interactions;
  readonly #ceremony: PasskeyCeremony;
  readonly #changes: SecurityChanges;
  readonly #finishSignIn: FinishSignIn;

  constructor(
    db: Db,
    interactions: Interactions,
    ceremony: PasskeyCeremony,
    changes: SecurityChanges,
    finishSignIn: FinishSignIn,
  ) {
    this.#db = db;
    this.#interactions = interactions;
    this.#ceremony = ceremony;
    this.#changes = changes;
    this.#finishSignIn = finishSignIn;
  }

  /**
   * @returns the address that the browser goes on to
   * @throws AppError `sign_in_expired`, `passkey_refused`, `account_not_active`
   */
  async run(ctx: SystemCtx, { at, progress, credential }: PasskeyAnswer): Promise<string> {
    const { tenantId } = await this.#interactions.hostOf(at);
    const challenge = challengeIn(credential);
    // In a transaction of its own: an answer that is refused has used its challenge up too.
    const passkey = await this.#db.inSystemTx(ctx, async (tx) => {
      const key = { purpose: 'sign-in', boundTo: at.uid } as const;
      if (!(await consumeChallenge(tx, key, challenge))) return undefined;
      return findPasskeyByCredential(tx, credential.id);
    });
    const use = passkey && (await this.#ceremony.assertedUse(credential, passkey, challenge));
    if (!use) throw new AppError('passkey_refused');
    if (!(await this.#record(ctx, { passkey, use, tenantId }))) {
      throw new AppError('passkey_refused');
    }
    return this.#finishSignIn.run(ctx, { at, progress, personId: passkey.personId });
  }

  /** @returns false when the passkey was removed meanwhile, or is used by two authenticators */
  #record(
    ctx: SystemCtx,
    used: {
      passkey: Passkey;
      use: { counter: number; isBackedUp: boolean };
      tenantId: Id<'tenant'>;
    },
  ): Promise<boolean> {
    const { passkey, use, tenantId } = used;
    return this.#db.inSystemTx(ctx, async (tx) => {
      const known = await lockPasskey(tx, passkey.id);
      if (!known) return false;
      if (!isCopied(known.counter, use.counter)) {
        await recordUse(tx, known.id, use);
        return true;
      }
      const { id, personId } = known;
      const details = { passkey: id };
      await this.#changes.record(tx, { change: 'passkey-copied', personId, tenantId, details });
      return false;
    });
  }
}
