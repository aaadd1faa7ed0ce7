import type { Readable } from 'node:stream';

/**
 * Blobs under keys such as `media/0198…/source`, with the multipart uploads of S3. A key is one or
 * more segments of printable characters, divided by `/`; no key may lie below another one
 * (`a` and `a/b`), which a disk cannot hold. Content is seen whole or not at all.
 *
 * Refusals that a caller acts on are thrown as `FilesError` with a code; a store that cannot be
 * reached or does not let us in is `AppError('unavailable')`, with the reason as its cause.
 */
export abstract class Files {
  /**
   * Begins an upload; what is at the key stays as it is until `completeUpload`.
   * @throws FilesError `no_space` when the whole would not fit; it is not set aside, so that a part
   * may still find none
   */
  abstract createUpload(upload: NewUpload): Promise<Upload>;
  /**
   * Stores one part. Parts may come in any order, at the same time, and again: the last one counts.
   * The part is on the disk when this returns.
   * @throws FilesError `wrong_length` when the body is shorter or longer than the part should be:
   * nothing is recorded then; `no_such_upload`; `no_such_part`; `no_space`
   */
  abstract writePart(part: PartContent): Promise<ReceivedPart>;
  /**
   * Addresses to which whoever holds them sends parts by PUT, past this program, until a moment; null
   * when the store has none, and parts then come by `writePart`. They take the bytes that a part must
   * have and no others; the answer names the tag of the part in `ETag`.
   */
  abstract addressParts(wanted: WantedAddresses): Promise<PartAddresses | null>;
  /**
   * What has arrived, in the order of numbers; a part of another length than it must have has not.
   * @throws FilesError `no_such_upload`
   */
  abstract listParts(upload: Upload): Promise<readonly ReceivedPart[]>;
  /**
   * Puts the parts together under the key. Repeated, it gives the same, also after a crash.
   * @throws FilesError `incomplete` when a part is missing or its tag is not that of the last one
   * written; `no_such_upload`
   */
  abstract completeUpload(upload: Upload, parts: readonly Part[]): Promise<FileStat>;
  /** Forgets an upload and its parts; of one that is unknown or completed, does nothing. */
  abstract abortUpload(upload: OpenUpload): Promise<void>;
  /** Uploads neither completed nor aborted that began before a time. */
  abstract listOpenUploads(before: Date): Promise<readonly OpenUpload[]>;
  /**
   * Clears up what crashes and the impatient left behind before a time: aborts open uploads and
   * forgets completed ones (a repeated `completeUpload` no longer finds them) and scratch folders.
   */
  abstract sweep(before: Date): Promise<readonly OpenUpload[]>;

  /** Replaces the content at a key; readers see the old or the new, never a mixture. */
  abstract write(key: string, body: Readable | Uint8Array): Promise<FileStat>;
  /**
   * Takes over a file of this machine and puts it under a key; the path is gone afterwards.
   * Costs nothing for a file in a scratch folder of the same store, when that is a disk.
   */
  abstract takeOver(key: string, path: string): Promise<FileStat>;
  /** @throws FilesError `not_found`; `invalid_range` when it begins at or beyond the end */
  abstract read(key: string, range?: FileRange): Promise<OpenedFile>;
  /** Undefined when there is nothing at the key. */
  abstract stat(key: string): Promise<FileStat | undefined>;
  /** Of what is not there, does nothing. */
  abstract delete(key: string): Promise<void>;
  /** All keys that begin with a prefix, which is empty or ends with `/`; order is not promised. */
  abstract list(prefix: string): AsyncIterable<StoredFile>;
  /** Deletes what `list` would give; an empty prefix is refused. */
  abstract deletePrefix(prefix: string): Promise<void>;

  /**
   * Lends a path of this machine with the content of a key, for programs that need one. It may be
   * the stored file itself: it must not be written to, and is not valid afterwards.
   * @throws FilesError `not_found`; `no_space` when a copy has to be made and does not fit
   */
  abstract withLocalFile<Result>(
    key: string,
    use: (path: string) => Promise<Result>,
  ): Promise<Result>;
  /** Lends an empty folder to write to, which is deleted afterwards. */
  abstract withScratchFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result>;
}

export interface NewUpload {
  readonly key: string;
  /** Bytes of the whole, at least 1. */
  readonly size: number;
  /** Bytes of each part but the last, which has the rest. */
  readonly partSize: number;
}

/** What a store knows of an upload by itself. */
export interface OpenUpload {
  /** Opaque. */
  readonly id: string;
  readonly key: string;
  /** ISO 8601; by the clock of the store, to the second. */
  readonly createdAt: string;
}

/** Plain data: kept by the caller, and all that is needed to go on after a restart. */
export interface Upload extends NewUpload, OpenUpload {}

export interface Part {
  /** From 1. */
  readonly number: number;
  /** Opaque. */
  readonly etag: string;
}

export interface ReceivedPart extends Part {
  readonly size: number;
}

export interface WantedAddresses {
  readonly upload: Upload;
  readonly numbers: readonly number[];
  readonly expiresAt: Date;
}

export interface PartAddresses {
  readonly parts: readonly { readonly number: number; readonly url: string }[];
  /** Never later than was asked for, and earlier when the store does not give them for so long. */
  readonly expiresAt: Date;
}

export interface PartContent {
  readonly upload: Upload;
  readonly number: number;
  readonly body: Readable;
  readonly signal?: AbortSignal | undefined;
}

export interface FileStat {
  readonly size: number;
  /** Changes with the content. Without quotes. */
  readonly etag: string;
  readonly modifiedAt: Date;
}

export interface StoredFile {
  readonly key: string;
  readonly size: number;
  readonly modifiedAt: Date;
}

export interface FileRange {
  readonly offset: number;
  /** Up to the end if not given, or if the file ends before. */
  readonly length?: number;
}

export interface OpenedFile extends FileStat {
  /** Where the stream begins, and how much it gives. */
  readonly offset: number;
  readonly length: number;
  /** Must be consumed or destroyed. */
  readonly stream: Readable;
}
