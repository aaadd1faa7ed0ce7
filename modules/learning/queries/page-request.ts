import { AppError, decodeCursor, encodeCursor, isId } from '@edumaster/kernel';

export interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** What a store is asked for: one row more than the page, which tells whether there is a next. */
export function pageRequest({ cursor, limit = 20 }: PageQuery): {
  beforeId: string | undefined;
  limit: number;
} {
  return { beforeId: cursor === undefined ? undefined : idIn(cursor), limit: limit + 1 };
}

/** Cuts the row too many off again. */
export function pageOf<Item extends { readonly id: string }>(
  rows: readonly Item[],
  { limit = 20 }: PageQuery,
): { items: readonly Item[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null };
}

function idIn(cursor: string): string {
  const beforeId = String(decodeCursor(cursor, 1)[0]);
  if (isId(beforeId)) return beforeId;
  const errors = [{ path: 'cursor', message: 'is not a cursor that this list gave' }];
  throw new AppError('validation_failed', { errors });
}
