import { AppError } from '@edumaster/kernel';
import { sqlState } from '@edumaster/database';

/**
 * Connection lost or refused (class 08), server stopping or starting (57P0x), disk, memory or slots
 * used up (class 53), disk broken.
 */
const unavailableStates = /^(08...|57P0[1-3]|53...|58030|25P03)$/;
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);

/** What pg says without a code: the connection broke before, while or after it was asked. */
const networkMessages = /connection terminated|not queryable|timeout exceeded/i;

/** Whether the database could not be asked, so that the same request may succeed soon. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable';
  const code = sqlState(error);
  if (code) return unavailableStates.test(code) || networkCodes.has(code);
  return error instanceof Error && networkMessages.test(messages(error));
}

/** What the caller is told instead of a driver's error. */
export function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', { retryAfterSeconds: 2, cause });
}

/** A tenant's own database cannot be asked; the platform's can, and every other tenant's. */
export class HomeUnavailable extends AppError {
  readonly home: string;

  constructor(home: string, cause: unknown) {
    super('unavailable', { retryAfterSeconds: 5, cause });
    this.home = home;
  }
}

function messages(error: Error): string {
  return error.cause instanceof Error ? `${error.message} ${error.cause.message}` : error.message;
}
