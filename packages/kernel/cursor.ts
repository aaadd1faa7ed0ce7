import { AppError } from './errors.ts';
import { type Id, id, isId } from './id.ts';
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
  if (!isKey) throw foreignCursor();
  return key;
}

/** For a list that is in the order of its ids. @throws AppError `validation_failed` */
export function idOfCursor<Kind extends string>(cursor: string): Id<Kind> {
  const given = String(decodeCursor(cursor, 1)[0]);
  if (!isId(given)) throw foreignCursor();
  return id<Kind>(given);
}

/** The refusal of a cursor that this list did not give. */
export function foreignCursor(): AppError {
  const errors = [{ path: 'cursor', message: 'is not a cursor that this list gave' }];
  return new AppError('validation_failed', { errors });
}

/**
 * A page of rows of which one more was read than fits: that tells whether there is another page.
 * @param keyOf what the cursor holds, of the last row
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
): { readonly items: readonly Row[]; readonly nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(keyOf(last)) : null };
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
