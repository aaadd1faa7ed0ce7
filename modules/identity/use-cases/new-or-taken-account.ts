import type { SystemTx } from '@edumaster/database';
import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isActive } from '../domain/account.ts';
import type { Role } from '../domain/role.ts';
import { byLinkHolder } from '../messages/account-changes.ts';
import type { StoredMessage } from '../store/one-time-messages.ts';
import { addMembership } from '../store/memberships.ts';
import { lockHolder, updateProfile } from '../store/persons.ts';
import { CreateAccount } from './create-account.ts';
import { TakeAccount, type Taken } from './take-account.ts';

export interface ProvenNewcomer {
  readonly ctx: Ctx;
  /** The link that they opened; its facts hold the name that they gave. */
  readonly message: StoredMessage;
  readonly role: Role | null;
  readonly passwordHash: string;
}

/**
 * The account of somebody who signs up with an address that they have proven: a new one, or the one
 * that somebody else had made with it and never proven.
 */
@Injectable()
export class NewOrTakenAccount {
  readonly #createAccount: CreateAccount;
  readonly #takeAccount: TakeAccount;

  constructor(createAccount: CreateAccount, takeAccount: TakeAccount) {
    this.#createAccount = createAccount;
    this.#takeAccount = takeAccount;
  }

  /** @throws AppError `email_taken` */
  async inTx(
    tx: SystemTx,
    { ctx, message, role, passwordHash }: ProvenNewcomer,
  ): Promise<{ personId: Id<'user'>; taken: Taken | undefined }> {
    const { tenantId, email: proven } = message;
    const email = proven ?? '';
    const name = message.facts['name'] ?? email;
    const person = await lockHolder(tx, email);
    if (!person) {
      const account = { tenantId, email, name, role, passwordHash };
      const personId = await this.#createAccount.inTx(tx, account);
      return { personId, taken: undefined };
    }
    if (person.emailVerifiedAt !== null || !isActive(person)) throw new AppError('email_taken');
    const { id: personId } = person;
    const taken = await this.#takeAccount.inTx(tx, {
      person,
      email,
      passwordHash,
      origin: byLinkHolder(ctx, personId),
      isSuspect: true,
      change: 'password-reset',
    });
    await updateProfile(tx, personId, { name, phoneNumber: null });
    if (role !== null) await addMembership(tx, { tenantId, personId }, [role]);
    return { personId, taken };
  }

  async afterwards(taken: Taken | undefined): Promise<void> {
    if (taken) await this.#takeAccount.afterwards(taken);
  }
}
