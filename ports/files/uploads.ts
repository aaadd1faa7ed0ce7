import type { FileRange, NewUpload, Part, ReceivedPart } from './files.ts';
import { FilesError } from './files-error.ts';

/** How many parts an upload has. */
export function partsOf({ size, partSize }: NewUpload): number {
  return Math.ceil(size / partSize);
}

/**
 * Bytes that a part must have.
 * @throws FilesError `no_such_part`
 */
export function partSizeAt(upload: NewUpload, number: number): number {
  const count = partsOf(upload);
  if (!Number.isInteger(number) || number < 1 || number > count) {
    throw new FilesError('no_such_part', `part ${number} of ${count}`);
  }
  return number === count ? upload.size - (count - 1) * upload.partSize : upload.partSize;
}

/** @throws FilesError `incomplete` unless the named parts are all there are, as last written */
export function assertComplete(
  upload: NewUpload,
  received: readonly ReceivedPart[],
  named: readonly Part[],
): void {
  const tags = new Map(received.map(({ number, etag }) => [number, etag]));
  const names = new Map(named.map(({ number, etag }) => [number, etag]));
  for (let number = 1; number <= partsOf(upload); number += 1) {
    const tag = tags.get(number);
    if (tag === undefined) throw new FilesError('incomplete', `part ${number} is missing`);
    if (names.get(number) !== tag) {
      throw new FilesError('incomplete', `part ${number} was written again or is not named`);
    }
  }
}

/** @throws FilesError `invalid_range` */
export function resolveRange(
  range: FileRange | undefined,
  size: number,
): { offset: number; length: number } {
  const { offset = 0, length = Number.POSITIVE_INFINITY } = range ?? {};
  const isWithin = offset >= 0 && length >= 1 && (offset < size || (offset === 0 && !range));
  if (!isWithin) throw new FilesError('invalid_range', `${offset}+${length} of ${size} bytes`);
  return { offset, length: Math.min(length, size - offset) };
}

/** @throws Error since sizes are computed by the program, not by a person */
export function assertNewUpload({ size, partSize }: NewUpload): void {
  const areSizes = [size, partSize].every((bytes) => Number.isSafeInteger(bytes) && bytes > 0);
  if (!areSizes) throw new Error(`an upload of ${size} bytes in parts of ${partSize}`);
}
