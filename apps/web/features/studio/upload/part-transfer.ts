import AwsS3, { type AwsS3Options } from '@uppy/aws-s3';
import Uppy, { type Body } from '@uppy/core';
import { browserApi } from '#web/api/browser-api.ts';

export interface TransferMeta extends Record<string, unknown> {
  readonly lectureId: string;
  /** Tells Uppy that the same file for another lecture is another upload. */
  readonly relativePath: string;
}

/** What is sent at once, over all files: browsers open six connections to a host. */
const partsAtOnce = 4;
const retryDelaysMs = [0, 1_000, 3_000, 8_000, 15_000];

export interface PartTransfer {
  readonly uppy: Uppy<TransferMeta, Body>;
  /** Uppy cuts a file into parts before it knows its upload: the size is told beforehand. */
  readonly setPartSize: (file: Blob, partSize: number) => void;
}

/** Uppy with the parts signed by our API. Uploads are opened by `openSession` before. */
export function createPartTransfer(): PartTransfer {
  const partSizes = new WeakMap<object, number>();
  const addresses = new Map<string, Map<number, string>>();

  async function readUpload(uploadId: string) {
    const state = await browserApi.getUpload({ params: { id: uploadId } });
    addresses.set(uploadId, new Map(state.missing.map(({ number, url }) => [number, url])));
    return state;
  }

  const options: AwsS3Options<TransferMeta, Body> = {
    limit: partsAtOnce,
    retryDelays: retryDelaysMs,
    shouldUseMultipart: true,
    getChunkSize: (file) => partSizes.get(file) ?? 0,
    createMultipartUpload: () => {
      throw new Error('an upload is opened before its file is added');
    },
    listParts: async (_file, { uploadId }) => {
      const { received } = await readUpload(uploadId ?? '');
      return received.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
    },
    signPart: async (_file, { uploadId, partNumber }) => {
      const known = addresses.get(uploadId);
      const url = known?.get(partNumber);
      // Each address is used once: a second try may come after it has expired.
      if (url && known?.delete(partNumber)) return { method: 'PUT', url };
      await readUpload(uploadId);
      const fresh = addresses.get(uploadId)?.get(partNumber);
      if (!fresh) throw new Error(`part ${partNumber} is not awaited`);
      addresses.get(uploadId)?.delete(partNumber);
      return { method: 'PUT', url: fresh };
    },
    completeMultipartUpload: async (_file, { uploadId, parts }) => {
      const { mediaId } = await browserApi.completeUpload({
        params: { id: uploadId },
        body: {
          parts: parts.map(({ PartNumber, ETag }) => ({
            number: PartNumber ?? 0,
            etag: ETag ?? '',
          })),
        },
      });
      addresses.delete(uploadId);
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
