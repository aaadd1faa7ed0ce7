import { AppError } from './errors.ts';
import './platform-errors.ts';

/** Packs the sort key of a page's last row into an opaque text. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Unpacks a cursor that a caller sent back.
 * @param length how many parts the key of this list has
 * @throws AppError `validation_failed` when it is not one of ours
 */
export function decodeCursor(cursor: string, length: number): readonly (string | number)[] {
  const key = parse(cursor);
  const isKey = Array.isArray(key) && key.length === length && key.every(isScalar);
  if (!isKey) {
    const errors = [{ path: 'cursor', message: 'is not a cursor that this list gave' }];
    throw new AppError('validation_failed', { errors });
  }
  return key;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function isScalar(part: unknown): part is string | number {
  return typeof part === 'string' || typeof part === 'number';
}
