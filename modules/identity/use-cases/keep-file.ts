import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { DocumentKind } from '../domain/instructor-application.ts';
import { userFilesDiscarded } from '../events.ts';
import { deleteDocuments, documentsOf, insertDocument } from '../store/applicant-documents.ts';
import { findInstructor } from '../store/instructors.ts';
import type { MembershipKey } from '../store/memberships.ts';
import { changeAvatar } from '../store/phones-and-pictures.ts';
import { AnnounceApplication } from './announce-application.ts';

export interface StoredPaper {
  readonly ownerId: Id<'user'>;
  readonly mediaId: string;
  readonly kind: DocumentKind;
}

export interface StoredPicture {
  readonly ownerId: Id<'user'>;
  readonly mediaId: string;
  readonly url: string;
}

/** Takes over what a person uploaded about themselves, when media has looked at it. */
@Injectable()
export class KeepFile {
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

  /** A paper takes the place of an earlier one of its kind, until papers were decided on. */
  async paper(ctx: Ctx, { ownerId, mediaId, kind }: StoredPaper): Promise<void> {
    const key = { tenantId: ctx.tenantId, personId: ownerId };
    await this.#db.inSystemTx(systemCtx('a paper of an applicant is there', ctx), async (tx) => {
      await insertDocument(tx, key, { mediaId, kind, storedAt: tx.ctx.now });
      const instructor = await findInstructor(tx, key);
      if (instructor?.status !== 'verified') await this.#replace(tx, key, { mediaId, kind });
      await this.#announce.inTx(tx, key);
      await this.#audit.recordFor(tx, ctx, {
        action: 'document.handed_in',
        subject: { kind: 'user', id: ownerId },
        details: { mediaId, kind },
      });
    });
  }

  /** @param at when it was stored: of two pictures the later counts */
  async picture(ctx: Ctx, { ownerId, ...avatar }: StoredPicture, at: Date): Promise<void> {
    await this.#db.inSystemTx(systemCtx('a person has a new picture', ctx), async (tx) => {
      const superseded = await changeAvatar(tx, ownerId, { avatar, at });
      if (superseded === null) return;
      await this.#discard(tx, { tenantId: ctx.tenantId, personId: ownerId }, [superseded]);
    });
  }

  async #replace(
    tx: SystemTx,
    key: MembershipKey,
    { mediaId, kind }: { readonly mediaId: string; readonly kind: DocumentKind },
  ): Promise<void> {
    // Of `other` there can be several.
    if (kind === 'other') return;
    const earlier = (await documentsOf(tx, key)).filter(
      (document) => document.kind === kind && document.mediaId < mediaId,
    );
    const ids = earlier.map((document) => document.mediaId);
    const deleted = await deleteDocuments(tx, key, ids);
    if (deleted.length > 0) await this.#discard(tx, key, deleted);
  }

  async #discard(tx: SystemTx, key: MembershipKey, mediaIds: readonly string[]): Promise<void> {
    const data = { userId: key.personId, mediaIds: [...mediaIds] };
    await this.#outbox.emitFor(tx, key.tenantId, eventOf(userFilesDiscarded, data));
  }
}
