import { FilesError } from './files-error.ts';

/** S3's limit is 1024 bytes for a key, that of Linux 255 for a name. */
const longestKey = 1024;
const longestSegment = 200;

/**
 * Refuses what could leave the store or mean two things: empty segments (also an absolute path),
 * `.` and `..`, control characters, backslashes, and more than ASCII.
 * @throws FilesError `invalid_key`
 */
export function assertKey(key: string): void {
  const isValid = key.length <= longestKey && key.split('/').every((segment) => isSegment(segment));
  if (!isValid) throw new FilesError('invalid_key', `not a key: ${JSON.stringify(key)}`);
}

/** @throws FilesError `invalid_key` when it is neither empty nor a key with a `/` behind it */
export function assertPrefix(prefix: string): void {
  if (prefix === '') return;
  if (!prefix.endsWith('/')) {
    throw new FilesError('invalid_key', `a prefix ends with a slash: ${JSON.stringify(prefix)}`);
  }
  assertKey(prefix.slice(0, -1));
}

/** Names that begin with a dot or a dash are left to the store and kept from command lines. */
function isSegment(segment: string): boolean {
  return segment.length <= longestSegment && /^[A-Za-z0-9_][A-Za-z0-9_.@=+-]*$/.test(segment);
}
