import type { Readable } from 'node:stream';
import { AuditLog } from '@edumaster/audit';
import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { readDocument } from '../policy.ts';
import { PrivateFiles } from '../private-files/private-files.ts';
import { type Asset, findAsset } from '../store/asset-store.ts';

export interface OpenedDocument {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly stream: Readable;
}

/** A reviewer looks at a paper of an applicant; that they did is written down first. */
@Injectable()
export class OpenDocument {
  readonly #db: Db;
  readonly #audit: AuditLog;
  readonly #privateFiles: PrivateFiles;

  constructor(db: Db, audit: AuditLog, privateFiles: PrivateFiles) {
    this.#db = db;
    this.#audit = audit;
    this.#privateFiles = privateFiles;
  }

  /** @throws AppError `document_not_found`, also for a file that is no document */
  async run(ctx: Ctx, which: { userId: string; mediaId: string }): Promise<OpenedDocument> {
    authorize(ctx, readDocument, undefined);
    const { userId, mediaId } = which;
    const asset = await this.#db.inTx(ctx, async (tx) => {
      const found = await findAsset(tx, mediaId);
      if (!found || !isDocumentOf(found, userId)) throw new AppError('document_not_found');
      await this.#audit.record(tx, {
        action: 'document.viewed',
        subject: { kind: 'user', id: userId },
        details: { mediaId, documentKind: found.documentKind },
      });
      return found;
    });
    const { size, sourceKey, contentType } = asset;
    const stream = await this.#privateFiles.read(sourceKey, { mediaId, size });
    const filename = `${asset.documentKind ?? 'document'}.${endingOf(contentType)}`;
    return { filename, contentType: contentType ?? 'application/octet-stream', size, stream };
  }
}

function isDocumentOf({ ownerId, purpose, status }: Asset, userId: string): boolean {
  return ownerId === userId && purpose === 'kyc-document' && status === 'ready';
}

function endingOf(contentType: string | null): string {
  return contentType === 'application/pdf' ? 'pdf' : 'jpg';
}
