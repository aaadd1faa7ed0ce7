import { Db } from '@edumaster/database';
import { AppError, newId, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { challengeIn, PasskeyCeremony } from '../passkeys/passkey-ceremony.ts';
import { type Changer, SecurityChanges } from '../sign-in-steps/security-changes.ts';
import { consumeChallenge } from '../store/passkey-challenges.ts';
import { countPasskeys, insertPasskey, type Passkey } from '../store/passkeys.ts';
import { lockPerson } from '../store/persons.ts';
import { mostPasskeys, registrationOf } from './prepare-passkey.ts';

export interface MadePasskey {
  readonly name: string;
  readonly credential: RegistrationResponseJSON;
  /** The sign-in that asked for it. */
  readonly signInId: string;
}

/** An authenticator has made a passkey for a signed-in person. */
@Injectable()
export class AddPasskey {
  readonly #db: Db;
  readonly #ceremony: PasskeyCeremony;
  readonly #changes: SecurityChanges;

  constructor(db: Db, ceremony: PasskeyCeremony, changes: SecurityChanges) {
    this.#db = db;
    this.#ceremony = ceremony;
    this.#changes = changes;
  }

  /** @throws AppError `passkey_refused`, `passkey_taken`, `too_many_passkeys` */
  async run(ctx: SystemCtx, by: Changer, made: MadePasskey): Promise<Passkey> {
    const { personId } = by;
    const challenge = challengeIn(made.credential);
    const boundTo = registrationOf({ personId, signInId: made.signInId });
    // In a transaction of its own: an answer that is refused has used its challenge up too.
    const isExpected = await this.#db.inSystemTx(ctx, (tx) =>
      consumeChallenge(tx, { purpose: 'registration', boundTo }, challenge),
    );
    const key = isExpected && (await this.#ceremony.registeredKey(made.credential, challenge));
    if (!key) throw new AppError('passkey_refused');
    const { now } = ctx;
    const id = newId<'passkey'>(now.getTime());
    const { name } = made;
    const passkey = { ...key, id, personId, name, createdAt: now, lastUsedAt: null };
    await this.#db.inSystemTx(ctx, async (tx) => {
      await lockPerson(tx, personId);
      if ((await countPasskeys(tx, personId)) >= mostPasskeys) {
        throw new AppError('too_many_passkeys');
      }
      if (!(await insertPasskey(tx, passkey))) throw new AppError('passkey_taken');
      await this.#changes.record(tx, { change: 'passkey-added', ...by, details: { passkey: id } });
    });
    return passkey;
  }
}
