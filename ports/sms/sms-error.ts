/** `refused` is for good, for example a number that does not exist; `unavailable` passes. */
export type SmsErrorCode = 'refused' | 'unavailable';

/** Why a text message was not taken over. Messages end up in logs: they name no number. */
export class SmsError extends Error {
  override readonly name = 'SmsError';
  readonly code: SmsErrorCode;

  constructor(code: SmsErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
