import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Id, newId, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { normalizedEmail } from '../domain/account.ts';
import type { Role } from '../domain/role.ts';
import { userCreated, userRolesChanged } from '../events.ts';
import { hashPassword } from '../secrets/passwords.ts';
import { addMembership } from '../store/memberships.ts';
import { insertPerson } from '../store/persons.ts';
import { CheckPassword } from './check-password.ts';

export interface NewAccount {
  readonly tenantId: Id<'tenant'>;
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Null where members are invited: the person is there, but not a member. */
  readonly role: Role | null;
}

/** A person signs up. */
@Injectable()
export class CreateAccount {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #checkPassword: CheckPassword;

  constructor(db: Db, outbox: Outbox, checkPassword: CheckPassword) {
    this.#db = db;
    this.#outbox = outbox;
    this.#checkPassword = checkPassword;
  }

  /** @throws AppError `email_taken` */
  async run(ctx: SystemCtx, account: NewAccount): Promise<Id<'user'>> {
    const passwordHash = await hashPassword(account.password);
    const personId = newId<'user'>(ctx.now.getTime());
    await this.#db.inSystemTx(ctx, (tx) => this.#save(tx, { ...account, personId, passwordHash }));
    await this.#checkPassword.forgetAttempts(account.email);
    return personId;
  }

  async #save(
    tx: SystemTx,
    account: NewAccount & { personId: Id<'user'>; passwordHash: string },
  ): Promise<void> {
    const { personId, tenantId, name, role, passwordHash } = account;
    const email = normalizedEmail(account.email);
    const createdAt = tx.ctx.now;
    const row = { id: personId, email, name, emailVerifiedAt: null, createdAt, passwordHash };
    if (!(await insertPerson(tx, row))) throw new AppError('email_taken');
    await this.#outbox.emitFor(tx, tenantId, eventOf(userCreated, { userId: personId, name }));
    if (role === null) return;
    const roles = [role];
    await addMembership(tx, { tenantId, personId }, roles);
    const changed = eventOf(userRolesChanged, { userId: personId, roles });
    await this.#outbox.emitFor(tx, tenantId, changed);
  }
}
