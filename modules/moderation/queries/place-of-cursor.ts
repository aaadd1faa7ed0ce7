import { decodeCursor, foreignCursor, isId } from '@edumaster/kernel';
import { timeSchema } from '@edumaster/kernel/schemas';
import type { Place } from '../store/review-store.ts';

/** @throws AppError `validation_failed` */
export function placeOf(cursor: string): Place {
  const [time, id] = decodeCursor(cursor, 2);
  const submittedAt = timeSchema.safeParse(time);
  if (!submittedAt.success || !isId(String(id))) throw foreignCursor();
  return { submittedAt: submittedAt.data, id: String(id) };
}
