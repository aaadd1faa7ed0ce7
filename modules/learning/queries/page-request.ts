import { idOfCursor } from '@edumaster/kernel';

export interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export const defaultLimit = 20;

/** What a store is asked for: one row more than the page, see `pageOf`. */
export function pageRequest({ cursor, limit = defaultLimit }: PageQuery): {
  beforeId: string | undefined;
  limit: number;
} {
  return { beforeId: cursor === undefined ? undefined : idOfCursor(cursor), limit: limit + 1 };
}
