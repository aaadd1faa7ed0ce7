import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { userFilesDiscarded } from '../events.ts';
import { deleteDocuments } from '../store/applicant-documents.ts';
import { lockInstructor } from '../store/instructors.ts';
import { changeAvatar } from '../store/phones-and-pictures.ts';
import { AnnounceApplication } from './announce-application.ts';

/** A person takes back what they uploaded about themselves. */
@Injectable()
export class RemoveFile {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #announce: AnnounceApplication;
  readonly #audit: AuditLog;

  constructor(db: Db, outbox: Outbox, announce: AnnounceApplication, audit: AuditLog) {
    this.#db = db;
    this.#outbox = outbox;
    this.#announce = announce;
    this.#audit = audit;
  }

  /** @throws AppError `application_document_not_found`; `already_instructor` once it was relied on */
  async paper(ctx: Ctx, input: { personId: Id<'user'>; mediaId: string }): Promise<void> {
    const { personId, mediaId } = input;
    const key = { tenantId: ctx.tenantId, personId };
    await this.#db.inSystemTx(systemCtx('an applicant takes a paper back', ctx), async (tx) => {
      const instructor = await lockInstructor(tx, key);
      const deleted = await deleteDocuments(tx, key, [mediaId]);
      if (deleted.length === 0) throw new AppError('application_document_not_found');
      if (instructor?.status === 'verified') throw new AppError('already_instructor');
      const discarded = eventOf(userFilesDiscarded, { userId: personId, mediaIds: [mediaId] });
      await this.#outbox.emitFor(tx, key.tenantId, discarded);
      await this.#announce.inTx(tx, key);
      const subject = { kind: 'user', id: personId };
      const details = { mediaId };
      await this.#audit.recordFor(tx, ctx, { action: 'document.taken_back', subject, details });
    });
  }

  async picture(ctx: Ctx, personId: Id<'user'>): Promise<void> {
    const { tenantId } = ctx;
    await this.#db.inSystemTx(systemCtx('a person removes their picture', ctx), async (tx) => {
      const removed = await changeAvatar(tx, personId, { avatar: null, at: tx.ctx.now });
      if (removed === null) return;
      const data = { userId: personId, mediaIds: [removed] };
      await this.#outbox.emitFor(tx, tenantId, eventOf(userFilesDiscarded, data));
    });
  }
}
