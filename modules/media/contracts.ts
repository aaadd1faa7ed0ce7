import { readDocument } from './contracts/documents.ts';
import { readMedia } from './contracts/media.ts';
import { abortUpload, completeUpload, createUpload, readUpload } from './contracts/uploads.ts';

export { abortUpload, completeUpload, createUpload, readDocument, readMedia, readUpload };

/** Every route of the module, for the typed client. */
export const mediaContracts = {
  abortUpload,
  completeUpload,
  createUpload,
  readDocument,
  readMedia,
  readUpload,
};
