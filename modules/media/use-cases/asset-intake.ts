import type { Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Files } from '@edumaster/files';
import { Jobs } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { sourceKey } from '../domain/file-keys.ts';
import type { DocumentKind } from '../domain/document-kind.ts';
import { isPrivate, type MediaPurpose } from '../domain/media-purpose.ts';
import { sniffImage, sniffedBytes } from '../domain/sniff-image.ts';
import { mediaUploaded } from '../events.ts';
import { encodeJob, encodeJobKey } from '../encode-job.ts';
import { judgeJob } from '../judge-job.ts';
import { insertAsset } from '../store/asset-store.ts';
import { readHead } from '../store/read-head.ts';

export interface ArrivedFile {
  readonly mediaId: string;
  readonly ownerId: string;
  readonly purpose: MediaPurpose;
  readonly filename: string;
  readonly size: number;
  readonly lectureId: string | null;
  readonly documentKind: DocumentKind | null;
}

type FirstState = Pick<
  Parameters<typeof insertAsset>[1],
  'status' | 'progress' | 'contentType' | 'errorCode' | 'errorMessage'
>;

const ready: FirstState = {
  status: 'ready',
  progress: 100,
  contentType: null,
  errorCode: null,
  errorMessage: null,
};

/** Makes a media of a file that lies whole in the file store. */
@Injectable()
export class AssetIntake {
  readonly #files: Files;
  readonly #outbox: Outbox;
  readonly #jobs: Jobs;

  constructor(files: Files, outbox: Outbox, jobs: Jobs) {
    this.#files = files;
    this.#outbox = outbox;
    this.#jobs = jobs;
  }

  /** Looks at the content, outside a transaction, as far as that is done in an instant. */
  async judge({ mediaId, purpose }: Pick<ArrivedFile, 'mediaId' | 'purpose'>): Promise<FirstState> {
    if (isPrivate(purpose)) return { ...ready, status: 'processing', progress: 0 };
    if (purpose === 'lecture-video') return { ...ready, status: 'processing', progress: 0 };
    if (purpose !== 'thumbnail') return ready;
    const key = sourceKey(mediaId, purpose);
    const head = await readHead(this.#files, key, sniffedBytes);
    const contentType = head && sniffImage(head);
    if (contentType) return { ...ready, contentType };
    return {
      ...ready,
      status: 'failed',
      progress: 0,
      errorCode: 'not_an_image',
      errorMessage: 'This file is not a PNG, JPEG or WebP image. Please upload one of these.',
    };
  }

  async take(tx: Tx, file: ArrivedFile, state: FirstState): Promise<void> {
    const { mediaId, ownerId, purpose, filename, size, lectureId, documentKind } = file;
    const source = sourceKey(mediaId, purpose);
    const asset = { id: mediaId, ownerId, purpose, filename, size, lectureId, documentKind };
    await insertAsset(tx, { ...asset, ...state, sourceKey: source });
    await this.#outbox.emit(tx, eventOf(mediaUploaded, { mediaId, ownerId, purpose, lectureId }));
    if (state.status !== 'processing') return;
    if (isPrivate(purpose)) return this.#jobs.enqueue(tx, judgeJob, { mediaId });
    await this.#jobs.enqueue(tx, encodeJob, { mediaId }, { key: encodeJobKey(mediaId) });
  }
}
