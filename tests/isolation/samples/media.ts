import type { Ids } from '../objects.ts';
import { overseers, plainRead, runners, type Samples } from './route-sample.ts';

const ofUpload = (body?: unknown) => (ids: Ids) => ({
  params: { id: ids['uploadId'] },
  ...(body === undefined ? {} : { body }),
});

/** Not even those who run the tenant see an upload of somebody else. */
const upload = { kind: 'upload', foreign: 404 } as const;

const ofCaptions =
  (request: { body?: unknown; query?: Readonly<Record<string, string>> } = {}) =>
  (ids: Ids) => ({ params: { id: ids['mediaId'], language: 'en' }, ...request });

/** Nobody else's video is seen by those who teach; whoever runs the tenant edits every course. */
const captions = { kind: 'captions', foreign: 404, supervisors: runners } as const;
const readableCaptions = { kind: 'captions', foreign: 404, supervisors: overseers } as const;
const file = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n';

export const mediaSamples: Samples = {
  readUploadRules: { request: () => ({ query: { purpose: 'lecture-video' } }), through: [200] },
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
  listCaptions: {
    request: (ids) => ({ params: { id: ids['mediaId'] } }),
    through: [200],
    object: readableCaptions,
  },
  addCaptions: {
    request: (ids) => ({
      params: { id: ids['mediaId'] },
      body: { language: 'de', content: file },
    }),
    // Two people of the matrix add the same.
    through: [201, 409],
    object: captions,
  },
  readCaptions: { request: ofCaptions(), through: [200], object: readableCaptions },
  saveCaptions: {
    request: ofCaptions({ body: { version: 1_000, cues: [], status: 'draft' } }),
    // Somebody has saved since.
    through: [409],
    object: captions,
  },
  replaceCaptions: {
    request: ofCaptions({ body: { version: 1_000, content: file } }),
    through: [409],
    object: captions,
  },
  downloadCaptions: {
    request: ofCaptions({ query: { format: 'srt' } }),
    through: [200],
    object: readableCaptions,
  },
  renameCaptions: {
    request: ofCaptions({ body: { version: 1_000, label: 'English' } }),
    through: [409],
    object: captions,
  },
  readTranscription: {
    request: (ids) => ({ params: { id: ids['mediaId'] } }),
    through: [200],
    object: readableCaptions,
  },
  requestTranscription: {
    request: (ids) => ({ params: { id: ids['mediaId'] }, body: {} }),
    // It is no video, so that it has no sound; and a production without a provider refuses.
    through: [409],
    object: captions,
  },
  cancelTranscription: {
    request: (ids) => ({ params: { id: ids['mediaId'] } }),
    through: [404],
    because: 'none is under way, which looks the same as no video',
    object: { ...captions },
  },
  deleteCaptions: { request: ofCaptions(), through: [204], object: captions },
  // A picture is not encoded.
  encodeMedia: {
    request: (ids) => ({ params: { id: ids['mediaId'] } }),
    through: [409],
    object: {
      kind: 'media',
      foreign: 404,
      supervisors: ['staff', ...runners],
      seenBy: ['moderator'],
    },
  },
  readVirusScanner: plainRead,
  readMedia: {
    request: (ids) => ({ params: { id: ids['mediaId'] } }),
    through: [200],
    object: { kind: 'media', foreign: 404, supervisors: overseers },
  },
};
