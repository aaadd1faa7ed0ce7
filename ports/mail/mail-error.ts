/** `refused` is for good, for example an address that does not exist; `unavailable` passes. */
export type MailErrorCode = 'refused' | 'unavailable';

/**
 * Why a mail was not taken over; `code` is what to act on. Messages end up in logs: they name neither
 * the address nor anything of the content, and carry no cause that might.
 */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly code: MailErrorCode;

  constructor(code: MailErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
