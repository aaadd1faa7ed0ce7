import type { SystemTx } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import type { Person } from '../domain/account.ts';
import { AccountChanges, type ChangeOrigin } from '../messages/account-changes.ts';
import { endSignIns, signInsCount } from '../store/end-sign-ins.ts';
import { forgetWaysToSignIn } from '../store/forget-ways-to-sign-in.ts';
import { useUpMessages } from '../store/one-time-messages.ts';
import { removePassword, setEmail, setPassword } from '../store/persons.ts';
import { CheckPassword } from './check-password.ts';

export interface TakenAccount {
  /** As it is now, held by `lockPerson`. */
  readonly person: Person;
  /** That the person has just proven to be theirs. */
  readonly email: string;
  /** Null for who signs in by an account elsewhere. */
  readonly passwordHash: string | null;
  readonly origin: ChangeOrigin;
  /**
   * Somebody else may have had the account to themselves until now, since its address was never
   * proven or was changed by another: then no way to sign in is left that they may have added.
   */
  readonly isSuspect: boolean;
  readonly change: keyof typeof actions;
}

/** What is left to do after the transaction. */
export interface Taken {
  readonly email: string;
  readonly signedOutAt: Date;
}

/**
 * Whoever has proven an account's address becomes its only owner: with a new password, a verified
 * address, and nobody signed in. Identities elsewhere are unlinked, as the address may have been
 * theirs while it belonged to somebody else.
 */
@Injectable()
export class TakeAccount {
  readonly #changes: AccountChanges;
  readonly #checkPassword: CheckPassword;

  constructor(changes: AccountChanges, checkPassword: CheckPassword) {
    this.#changes = changes;
    this.#checkPassword = checkPassword;
  }

  /** @returns for `afterwards` */
  async inTx(tx: SystemTx, taken: TakenAccount): Promise<Taken> {
    const { person, email, passwordHash, origin, isSuspect, change } = taken;
    const { id } = person;
    const signedOutAt = await endSignIns(tx, id);
    await forgetWaysToSignIn(tx, id, { isAll: isSuspect });
    if (passwordHash === null) await removePassword(tx, id);
    else await setPassword(tx, id, passwordHash);
    await setEmail(tx, id, { email, verifiedAt: person.emailVerifiedAt ?? tx.ctx.now });
    // Links that the one before may have asked for; the way back from a change of address stays,
    // since it may be the owner's only one.
    await useUpMessages(tx, {
      personId: id,
      templates: ['verify-email', 'change-email', 'phone-code'],
    });
    await useUpMessages(tx, { email, templates: ['reset-password', 'sign-up'] });
    await this.#changes.record(
      tx,
      { origin, person: { id, email } },
      { action: actions[change], notice: change, details: { isSuspect } },
    );
    return { email, signedOutAt };
  }

  /** After the transaction: who was locked out by somebody's guesses may sign in. */
  async afterwards({ email, signedOutAt }: Taken): Promise<void> {
    await this.#checkPassword.forgetAttempts(email);
    await signInsCount(signedOutAt);
  }
}

const actions = {
  'password-reset': 'account.password_reset',
  'email-restored': 'account.email_restored',
  'foreign-sign-in-added': 'account.taken_over',
} as const;
