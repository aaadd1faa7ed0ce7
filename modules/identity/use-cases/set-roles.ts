import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { normalizedEmail, type Person } from '../domain/account.ts';
import { checkedRoles } from '../domain/role.ts';
import { userRolesChanged } from '../events.ts';
import { replaceRoles } from '../store/memberships.ts';
import { findPersonByEmail } from '../store/persons.ts';

export interface RoleChange {
  readonly tenantId: Id<'tenant'>;
  readonly email: string;
  readonly roles: readonly string[];
}

/** Replaces the roles of a person in a tenant. */
@Injectable()
export class SetRoles {
  readonly #db: Db;
  readonly #outbox: Outbox;

  constructor(db: Db, outbox: Outbox) {
    this.#db = db;
    this.#outbox = outbox;
  }

  /** @throws AppError `person_not_found`, `validation_failed` for a role that does not exist */
  run(ctx: SystemCtx, change: RoleChange): Promise<Person> {
    return this.#db.inSystemTx(ctx, (tx) => this.inTx(tx, change));
  }

  async inTx(tx: SystemTx, { tenantId, email, roles: given }: RoleChange): Promise<Person> {
    const roles = checkedRoles(given);
    const person = await findPersonByEmail(tx, normalizedEmail(email));
    if (!person) throw new AppError('person_not_found');
    if (await replaceRoles(tx, { tenantId, personId: person.id }, roles)) {
      const changed = eventOf(userRolesChanged, { userId: person.id, roles: [...roles] });
      await this.#outbox.emitFor(tx, tenantId, changed);
    }
    return person;
  }
}
