import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { type Actor, AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { erasedEmail, erasedName } from '../domain/erasure.ts';
import { userErased } from '../events.ts';
import { ExportFiles } from '../store/export-files.ts';
import { findPerson } from '../store/persons.ts';
import {
  exportsWithFile,
  replaceByTombstone,
  tenantsLeftAlone,
  tenantsOf,
} from '../store/privacy-store.ts';

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

  constructor(db: Db, outbox: Outbox, audit: AuditLog, files: ExportFiles) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#files = files;
  }

  /** Repeated, it does nothing. @throws AppError `person_not_found`, `runs_a_place_alone` */
  async run(ctx: SystemCtx, erasure: Erasure): Promise<void> {
    const { personId } = erasure;
    await this.#db.inSystemTx(ctx, async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person) throw new AppError('person_not_found');
      if (person.status === 'deleted') return;
      if ((await tenantsLeftAlone(tx, personId)).length > 0) {
        throw new AppError('runs_a_place_alone');
      }
      // Before the rows go, without which nobody would find the files of an erasure cut short.
      for (const exportId of await exportsWithFile(tx, personId)) {
        await this.#files.delete(exportId);
      }
      await this.#erase(tx, erasure);
    });
  }

  async #erase(tx: SystemTx, { personId, actor, tenantId }: Erasure): Promise<void> {
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
