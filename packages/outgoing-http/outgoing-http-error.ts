/**
 * - `address_refused` the address is not one that may be asked: its scheme, port, credentials, or a
 *   place inside (also when a name leads there)
 * - `unreachable` no such name, nobody listens, or the line broke
 * - `untrusted` the certificate is not that of the name
 * - `timed_out`, `too_large` the answer came too slowly, or never ended
 */
export type OutgoingHttpErrorCode =
  'address_refused' | 'unreachable' | 'untrusted' | 'timed_out' | 'too_large';

/**
 * Why there is no answer. The message can be shown to who typed the address: it says nothing of what
 * a name leads to or whether somebody listens there, which would make a map of what is inside.
 */
export class OutgoingHttpError extends Error {
  override readonly name = 'OutgoingHttpError';
  readonly code: OutgoingHttpErrorCode;

  constructor(code: OutgoingHttpErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
