import { AppError, decodeCursor, isId } from '@edumaster/kernel';
import { timeSchema } from '@edumaster/kernel/schemas';
import type { Place } from '../store/review-store.ts';

/** @throws AppError `validation_failed` */
export function placeOf(cursor: string): Place {
  const [time, id] = decodeCursor(cursor, 2);
  const submittedAt = timeSchema.safeParse(time);
  if (submittedAt.success && isId(String(id))) {
    return { submittedAt: submittedAt.data, id: String(id) };
  }
  const errors = [{ path: 'cursor', message: 'is not a cursor that this list gave' }];
  throw new AppError('validation_failed', { errors });
}
