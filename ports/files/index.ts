export type {
  FileRange,
  FileStat,
  NewUpload,
  OpenedFile,
  Part,
  PartContent,
  ReceivedPart,
  StoredFile,
  Upload,
} from './files.ts';
export { Files } from './files.ts';
export { type FilesErrorCode, FilesError } from './files-error.ts';
export { assertKey, assertPrefix } from './keys.ts';
export { assertComplete, assertNewUpload, partsOf, partSizeAt, resolveRange } from './uploads.ts';
