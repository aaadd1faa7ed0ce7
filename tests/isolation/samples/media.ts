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
        filename: 'a.mp4',
        size: 1_000,
        contentType: 'video/mp4',
        purpose: 'lecture-video',
      },
    }),
    through: [201],
  },
  readUpload: { request: ofUpload(), through: [200], object: upload },
  // No part has arrived.
  completeUpload: { request: ofUpload({ parts: [] }), through: [409], object: upload },
  abortUpload: { request: ofUpload(), through: [204], object: upload },
  readMedia: {
    request: (ids) => ({ params: { id: ids['mediaId'] } }),
    through: [200],
    object: { kind: 'media', foreign: 404, supervisors: overseers },
  },
};
