export type {
  FileRange,
  FileStat,
  NewUpload,
  OpenedFile,
  OpenUpload,
  Part,
  PartAddresses,
  PartContent,
  ReceivedPart,
  StoredFile,
  Upload,
  WantedAddresses,
} from './files.ts';
export { Files } from './files.ts';
export { FileStores } from './file-stores.ts';
export { type FilesErrorCode, FilesError } from './files-error.ts';
export { hasRoomFor, requireRoomFor } from './free-space.ts';
export { assertKey, assertPrefix } from './keys.ts';
export { assertComplete, assertNewUpload, partsOf, partSizeAt, resolveRange } from './uploads.ts';
