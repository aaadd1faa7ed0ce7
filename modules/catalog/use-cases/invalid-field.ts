import { AppError } from '@edumaster/kernel';

/** A field whose value names something that is not there for the caller. */
export function invalidField(path: string, message: string): AppError {
  const errors = [{ path, message }];
  return new AppError('validation_failed', { errors, detail: `${path} ${message}` });
}
