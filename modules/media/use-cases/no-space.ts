import { AppError } from '@edumaster/kernel';

/** A full disk is mended by people, not by asking again at once. */
export function noSpace(): AppError {
  const detail = 'There is no room for this file at the moment. Please try again later.';
  return new AppError('unavailable', { detail, retryAfterSeconds: 600 });
}
