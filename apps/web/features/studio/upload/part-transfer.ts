import AwsS3, { type AwsS3Options } from '@uppy/aws-s3';
import Uppy, { type Body } from '@uppy/core';
import { browserApi } from '#web/api/browser-api.ts';
import { PartAddresses } from './part-addresses.ts';
import { isFinal, persistently, retryDelaysMs } from './persistently.ts';
import { sendPart } from './send-part.ts';

export interface TransferMeta extends Record<string, unknown> {
  readonly lectureId: string;
  /** Tells Uppy that the same file for another lecture is another upload. */
  readonly relativePath: string;
}

/** What is sent at once, over all files: browsers open six connections to a host. */
const partsAtOnce = 4;

export interface PartTransfer {
  readonly uppy: Uppy<TransferMeta, Body>;
  /** Uppy cuts a file into parts before it knows its upload: the size is told beforehand. */
  readonly setPartSize: (file: Blob, partSize: number) => void;
}

interface Listener {
  /** A part or a question got no answer; it is tried again by itself. */
  onTrouble(lectureId: string): void;
  /** The server refuses to go on with the upload. */
  onRefusal(lectureId: string, error: unknown): void;
}

/** Uppy with the parts signed by our API. Uploads are opened by `openSession` before. */
export function createPartTransfer({ onTrouble, onRefusal }: Listener): PartTransfer {
  const partSizes = new WeakMap<object, number>();
  const lectureOf = new Map<string, string>();
  const addresses = new PartAddresses((id) => browserApi.getUpload({ params: { id } }));

  const options: AwsS3Options<TransferMeta, Body> = {
    limit: partsAtOnce,
    retryDelays: retryDelaysMs,
    shouldUseMultipart: true,
    getChunkSize: (file) => partSizes.get(file) ?? 0,
    createMultipartUpload: () => {
      throw new Error('an upload is opened before its file is added');
    },
    listParts: async ({ meta: { lectureId } }, { uploadId, signal }) => {
      const { received } = await persistently(() => addresses.refresh(uploadId ?? ''), {
        onTrouble: () => onTrouble(lectureId),
        signal,
      });
      return received.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
    },
    signPart: async ({ meta: { lectureId } }, { uploadId, partNumber }) => {
      try {
        const url = await addresses.take(uploadId, partNumber);
        lectureOf.set(url, lectureId);
        return { method: 'PUT', url };
      } catch (error) {
        // Uppy would ask for ten minutes, whatever the answer was.
        if (isFinal(error)) onRefusal(lectureId, error);
        else onTrouble(lectureId);
        throw error;
      }
    },
    uploadPartBytes: async ({ signature: { url }, body, onProgress, onComplete, signal }) => {
      const lectureId = lectureOf.get(url) ?? '';
      lectureOf.delete(url);
      try {
        const etag = await sendPart({ url, body: body as Blob, signal, onProgress });
        onComplete(etag);
        return { ETag: etag };
      } catch (error) {
        if (!signal?.aborted) onTrouble(lectureId);
        throw error;
      }
    },
    completeMultipartUpload: async ({ meta: { lectureId } }, { uploadId, parts, signal }) => {
      const mediaId = await persistently(() => complete(uploadId, parts), {
        onTrouble: () => onTrouble(lectureId),
        signal,
      });
      addresses.forget(uploadId);
      return { location: mediaId };
    },
    // Uppy aborts after every failure, and what was sent would be lost: giving up is `abandon`.
    abortMultipartUpload: () => undefined,
  };
  const uppy = new Uppy<TransferMeta, Body>({
    autoProceed: false,
    allowMultipleUploadBatches: true,
  }).use(AwsS3<TransferMeta, Body>, options);
  return { uppy, setPartSize: (file, partSize) => partSizes.set(file, partSize) };
}

interface SentPart {
  readonly PartNumber?: number;
  readonly ETag?: string;
}

async function complete(uploadId: string, sent: readonly SentPart[]): Promise<string> {
  const params = { id: uploadId };
  const known = sent.map(({ PartNumber = 0, ETag = '' }) => ({ number: PartNumber, etag: ETag }));
  const hasAllTags = known.every(({ etag }) => etag !== '');
  const parts = hasAllTags ? known : (await browserApi.getUpload({ params })).received;
  return (await browserApi.completeUpload({ params, body: { parts } })).mediaId;
}
