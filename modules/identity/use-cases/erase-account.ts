import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { type Actor, AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { erasedEmail, erasedName } from '../domain/erasure.ts';
import { checkRoleChange, doRun } from '../domain/role-change.ts';
import { userErased } from '../events.ts';
import { ExportFiles } from '../store/export-files.ts';
import { findPerson, lockPerson } from '../store/persons.ts';
import { lockMembersOf, membershipsOf } from '../store/memberships.ts';
import { exportsWithFile, replaceByTombstone, tenantsOf } from '../store/privacy-store.ts';
import { EndImpersonations } from './end-impersonations.ts';

export interface Erasure {
  readonly personId: Id<'user'>;
  /** Who asked for it: the person, or the operator. */
  readonly actor: Actor;
  /** Whose audit log tells of it. */
  readonly tenantId: Id<'tenant'>;
}

/**
 * Forgets a person at once: what identity keeps goes in one transaction, and the other modules are
 * told by `user.erased`. What money and courses hang on stays, and names an id that nobody can lead
 * back to somebody.
 */
@Injectable()
export class EraseAccount {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #files: ExportFiles;
  readonly #endImpersonations: EndImpersonations;

  constructor(
    db: Db,
    outbox: Outbox,
    audit: AuditLog,
    files: ExportFiles,
    endImpersonations: EndImpersonations,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#files = files;
    this.#endImpersonations = endImpersonations;
  }

  /** Repeated, it does nothing. @throws AppError `person_not_found`, `runs_a_place_alone` */
  async run(ctx: SystemCtx, erasure: Erasure): Promise<void> {
    const { personId } = erasure;
    await this.#db.inSystemTx(ctx, async (tx) => {
      // Of two erasures at once the second waits for the row, and then finds the one in its place.
      const person = (await lockPerson(tx, personId)) ?? (await findPerson(tx, personId));
      if (!person) throw new AppError('person_not_found');
      if (person.status === 'deleted') return;
      await this.#requireSuccessors(tx, personId);
      // Before the rows go, without which nobody would find the files of an erasure cut short.
      for (const exportId of await exportsWithFile(tx, personId)) {
        await this.#files.delete(exportId);
      }
      await this.#erase(tx, erasure);
    });
  }

  /** Whoever runs something leaves it to somebody, see `lockMembers`. */
  async #requireSuccessors(tx: SystemTx, personId: Id<'user'>): Promise<void> {
    const places = (await membershipsOf(tx, personId)).filter(({ roles }) => doRun(roles));
    // Always in one order, so that two who leave at once cannot wait for each other.
    const tenantIds = places.map(({ tenantId }) => tenantId).sort();
    for (const tenantId of tenantIds) {
      const members = await lockMembersOf(tx, { tenantId, persons: [personId] });
      const { roles = [] } = members.find((member) => member.personId === personId) ?? {};
      const leaving = { by: 'operator', of: { personId, roles }, next: [], members } as const;
      if (!checkRoleChange(leaving).ok) throw new AppError('runs_a_place_alone');
    }
  }

  async #erase(tx: SystemTx, { personId, actor, tenantId }: Erasure): Promise<void> {
    await this.#endImpersonations.ofPerson(tx, personId);
    // Before the row goes, with which everything that is known of the person goes.
    const tenantIds = await tenantsOf(tx, personId);
    const tombstone = { email: erasedEmail(personId), name: erasedName };
    await replaceByTombstone(tx, personId, tombstone);
    const erased = eventOf(userErased, { userId: personId });
    for (const known of tenantIds) await this.#outbox.emitFor(tx, known, erased);
    const entry = { action: 'account.erased', subject: { kind: 'user', id: personId } };
    await this.#audit.recordFor(tx, { tenantId, actor }, entry);
  }
}
