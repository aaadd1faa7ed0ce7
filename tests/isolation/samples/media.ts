import type { Ids } from '../objects.ts';
import { overseers, type Samples } from './route-sample.ts';

const ofUpload = (body?: unknown) => (ids: Ids) => ({
  params: { id: ids['uploadId'] },
  ...(body === undefined ? {} : { body }),
});

/** Not even those who run the tenant see an upload of somebody else. */
const upload = { kind: 'upload', foreign: 404 } as const;

export const mediaSamples: Samples = {
  createUpload: {
    request: () => ({
      body: {
        filename: 'a.pdf',
        size: 1_000,
        contentType: 'application/pdf',
        purpose: 'kyc-document',
      },
    }),
    through: [201],
  },
  readUpload: { request: ofUpload(), through: [200], object: upload },
  // No part has arrived.
  completeUpload: { request: ofUpload({ parts: [] }), through: [409], object: upload },
  abortUpload: { request: ofUpload(), through: [204], object: upload },
  readInstructorDocument: {
    request: (ids) => ({ params: { userId: ids['userId'], id: ids['mediaId'] } }),
    through: [200],
    object: { kind: 'document', foreign: 'through' },
  },
  readMedia: {
    request: (ids) => ({ params: { id: ids['mediaId'] } }),
    through: [200],
    object: { kind: 'media', foreign: 404, supervisors: overseers },
  },
};
