import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Id, newId, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { normalizedEmail } from '../domain/account.ts';
import type { Role } from '../domain/role.ts';
import { userCreated, userRolesChanged } from '../events.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { ConsentTexts } from '../consent-texts.ts';
import { hashPassword } from '../secrets/passwords.ts';
import { addMembership } from '../store/memberships.ts';
import { isRestorable } from '../store/one-time-messages.ts';
import { insertPerson } from '../store/persons.ts';
import { insertConsent } from '../store/privacy-store.ts';
import { CheckPassword } from './check-password.ts';

interface Newcomer {
  readonly tenantId: Id<'tenant'>;
  readonly email: string;
  readonly name: string;
  /** Null where members are invited: the person is there, but not a member. */
  readonly role: Role | null;
  /** Where they sign up, as in the Host header. */
  readonly host?: string;
}

export interface NewAccount extends Newcomer {
  readonly password: string;
}

export interface ProvenAccount extends Newcomer {
  /** Null for who signs in by an account elsewhere. */
  readonly passwordHash: string | null;
}

/** A person signs up. */
@Injectable()
export class CreateAccount {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #messages: OneTimeMessages;
  readonly #checkPassword: CheckPassword;
  readonly #consents: ConsentTexts;

  constructor(
    db: Db,
    outbox: Outbox,
    messages: OneTimeMessages,
    checkPassword: CheckPassword,
    consents: ConsentTexts,
  ) {
    this.#consents = consents;
    this.#db = db;
    this.#outbox = outbox;
    this.#messages = messages;
    this.#checkPassword = checkPassword;
  }

  /** An account whose address is a claim so far. @throws AppError `email_taken` */
  async run(ctx: SystemCtx, account: NewAccount): Promise<Id<'user'>> {
    const passwordHash = await hashPassword(account.password);
    const email = normalizedEmail(account.email);
    const personId = await this.#db.inSystemTx(ctx, async (tx) => {
      // Else whoever has stolen an account could bar its owner's way back.
      if (await isRestorable(tx, email)) throw new AppError('email_taken');
      const id = await this.#save(tx, { ...account, email, passwordHash }, null);
      const { tenantId, host } = account;
      const to = { email };
      const request = { tenantId, template: 'verify-email', to, personId: id } as const;
      await this.#messages.request(tx, host === undefined ? request : { ...request, host });
      return id;
    });
    await this.#checkPassword.forgetAttempts(email);
    return personId;
  }

  /**
   * An account whose address has just been proven, for example by a link.
   * @throws AppError `email_taken`
   */
  inTx(tx: SystemTx, account: ProvenAccount): Promise<Id<'user'>> {
    return this.#save(tx, { ...account, email: normalizedEmail(account.email) }, tx.ctx.now);
  }

  async #save(
    tx: SystemTx,
    account: ProvenAccount,
    emailVerifiedAt: Date | null,
  ): Promise<Id<'user'>> {
    const { tenantId, email, name, role, passwordHash } = account;
    const createdAt = tx.ctx.now;
    const personId = newId<'user'>(createdAt.getTime());
    const row = { id: personId, email, name, emailVerifiedAt, createdAt, passwordHash };
    if (!(await insertPerson(tx, row))) throw new AppError('email_taken');
    await this.#outbox.emitFor(tx, tenantId, eventOf(userCreated, { userId: personId, name }));
    await this.#agreeToTerms(tx, personId);
    if (role === null) return personId;
    const roles = [role];
    await addMembership(tx, { tenantId, personId }, roles);
    const changed = eventOf(userRolesChanged, { userId: personId, roles });
    await this.#outbox.emitFor(tx, tenantId, changed);
    return personId;
  }

  /** The forms say that making an account is agreeing to them. */
  async #agreeToTerms(tx: SystemTx, personId: Id<'user'>): Promise<void> {
    const terms = this.#consents.of('terms');
    if (!terms) return;
    const { purpose, version } = terms;
    await insertConsent(tx, { personId, purpose, version, isGiven: true });
  }
}
