import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Id, newId, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { register } from '../contracts.ts';
import { normalizedEmail, type Person } from '../domain/account.ts';
import { userCreated } from '../events.ts';
import { hashPassword } from '../secrets/passwords.ts';
import { type InstructorDetails, insertInstructor } from '../store/instructors.ts';
import { findPersonByEmail, insertPerson } from '../store/persons.ts';
import { SetRoles } from './set-roles.ts';

export interface ProvisionedPerson {
  readonly tenantId: Id<'tenant'>;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly createdAt?: Date;
  readonly teaches?: InstructorDetails;
}

/**
 * The operator makes an account, whose address counts as verified by that; one that is there keeps
 * its name and password.
 */
@Injectable()
export class ProvisionPerson {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #setRoles: SetRoles;

  constructor(db: Db, outbox: Outbox, audit: AuditLog, setRoles: SetRoles) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#setRoles = setRoles;
  }

  /** @throws AppError `validation_failed` for what nobody could sign up with either */
  async run(ctx: SystemCtx, given: ProvisionedPerson): Promise<Person> {
    requireValid(given);
    const { tenantId } = given;
    const roles = await this.#setRoles.rolesThere(given);
    const email = normalizedEmail(given.email);
    const known = await this.#db.inSystemTx(ctx, (tx) => findPersonByEmail(tx, email));
    const passwordHash = known ? undefined : await hashPassword(given.password);
    return this.#db.inSystemTx(ctx, async (tx) => {
      if (passwordHash !== undefined) await this.#create(tx, { ...given, email }, passwordHash);
      const person = await this.#setRoles.inTx(tx, { tenantId, email, roles });
      await this.#describe(tx, person, given);
      return person;
    });
  }

  /** Somebody whom the operator lets teach counts as verified. */
  async #describe(tx: SystemTx, { id }: Person, given: ProvisionedPerson): Promise<void> {
    const { tenantId, teaches, createdAt = tx.ctx.now } = given;
    if (!teaches) return;
    const decided = { status: 'verified', reason: null, decidedAt: createdAt } as const;
    const instructor = { ...teaches, ...decided, submittedAt: createdAt };
    await insertInstructor(tx, { tenantId, personId: id }, instructor);
  }

  async #create(tx: SystemTx, given: ProvisionedPerson, passwordHash: string): Promise<void> {
    const { email, name, tenantId, createdAt = tx.ctx.now } = given;
    const userId = newId<'user'>(createdAt.getTime());
    const row = { id: userId, email, name, emailVerifiedAt: createdAt, createdAt, passwordHash };
    // False when somebody signed up with this address since it was looked up: then it is theirs.
    if (!(await insertPerson(tx, row))) return;
    await this.#outbox.emitFor(tx, tenantId, eventOf(userCreated, { userId, name }));
    const origin = { tenantId, actor: { kind: 'system', reason: tx.ctx.reason } } as const;
    const subject = { kind: 'user', id: userId };
    await this.#audit.recordFor(tx, origin, { action: 'account.provisioned', subject });
  }
}

function requireValid({ email, password, name }: ProvisionedPerson): void {
  const checked = register.body.safeParse({ email, password, name });
  if (checked.success) return;
  const errors = checked.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }));
  throw new AppError('validation_failed', { errors });
}
