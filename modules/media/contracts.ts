import {
  addCaptions,
  deleteCaptions,
  downloadCaptions,
  listCaptions,
  readCaptions,
  renameCaptions,
  replaceCaptions,
  saveCaptions,
} from './contracts/captions.ts';
import { readDocument } from './contracts/documents.ts';
import { encodeMedia, readMedia } from './contracts/media.ts';
import { readScanner } from './contracts/scanner.ts';
import {
  abortUpload,
  completeUpload,
  createUpload,
  readUpload,
  readUploadRules,
} from './contracts/uploads.ts';
import {
  cancelTranscription,
  readTranscription,
  requestTranscription,
} from './contracts/transcriptions.ts';

export {
  addCaptions,
  deleteCaptions,
  cancelTranscription,
  downloadCaptions,
  listCaptions,
  readCaptions,
  readTranscription,
  requestTranscription,
  renameCaptions,
  replaceCaptions,
  saveCaptions,
};
export {
  abortUpload,
  completeUpload,
  createUpload,
  encodeMedia,
  readDocument,
  readMedia,
  readScanner,
  readUpload,
  readUploadRules,
};

/** Every route of the module, for the typed client. */
export const mediaContracts = {
  addCaptions,
  deleteCaptions,
  cancelTranscription,
  downloadCaptions,
  listCaptions,
  readCaptions,
  readTranscription,
  requestTranscription,
  renameCaptions,
  replaceCaptions,
  saveCaptions,
  abortUpload,
  completeUpload,
  createUpload,
  encodeMedia,
  readDocument,
  readMedia,
  readScanner,
  readUpload,
  readUploadRules,
};
