import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { challengeSeconds, PasskeyCeremony } from '../passkeys/passkey-ceremony.ts';
import { saveChallenge } from '../store/passkey-challenges.ts';
import { passkeysOf } from '../store/passkeys.ts';
import { findPerson } from '../store/persons.ts';

export const mostPasskeys = 20;

/** A signed-in person, and the sign-in that they ask by. */
export interface Registrant {
  readonly personId: Id<'user'>;
  readonly signInId: string;
}

/** What `passkey_challenges.bound_to` holds for a registration. */
export function registrationOf({ personId, signInId }: Registrant): string {
  return `${personId} ${signInId}`;
}

/** A person wants to add a passkey: what their authenticator is asked for. */
@Injectable()
export class PreparePasskey {
  readonly #db: Db;
  readonly #ceremony: PasskeyCeremony;

  constructor(db: Db, ceremony: PasskeyCeremony) {
    this.#db = db;
    this.#ceremony = ceremony;
  }

  /** @throws AppError `too_many_passkeys` */
  run(ctx: SystemCtx, registrant: Registrant): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { personId } = registrant;
    return this.#db.inSystemTx(ctx, async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person) throw new AppError('person_not_found');
      const known = await passkeysOf(tx, personId);
      if (known.length >= mostPasskeys) throw new AppError('too_many_passkeys');
      const options = await this.#ceremony.registrationOptions(person, known);
      const { challenge } = options;
      const expiresAt = new Date(ctx.now.getTime() + challengeSeconds * 1_000);
      const key = { purpose: 'registration', boundTo: registrationOf(registrant) } as const;
      await saveChallenge(tx, key, { challenge, expiresAt });
      return options;
    });
  }
}
