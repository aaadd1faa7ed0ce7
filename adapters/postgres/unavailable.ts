import { AppError } from '@edumaster/kernel';
import { sqlState } from '@edumaster/database';

/** Connection lost or refused (class 08), server stopping or starting (57P0x), no slot free. */
const unavailableStates = /^(08...|57P0[1-3]|53300|25P03)$/;
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);

/** Whether the database could not be asked, so that the same request may succeed soon. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable';
  const code = sqlState(error);
  if (code) return unavailableStates.test(code) || networkCodes.has(code);
  return error instanceof Error && /connection terminated|timeout exceeded/i.test(messages(error));
}

/** What the caller is told instead of a driver's error. */
export function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', { retryAfterSeconds: 2, cause });
}

function messages(error: Error): string {
  return error.cause instanceof Error ? `${error.message} ${error.cause.message}` : error.message;
}
