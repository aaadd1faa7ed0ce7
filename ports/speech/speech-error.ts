/**
 * `unavailable`: ask again later. `refused`: the provider does not take this installation's key,
 * model or address. `too_large`, `unreadable`: it does not take this sound.
 */
export type SpeechErrorCode = 'unavailable' | 'refused' | 'too_large' | 'unreadable';

/** Its message is for the person who waits; it repeats neither keys nor what was sent. */
export class SpeechError extends Error {
  readonly code: SpeechErrorCode;

  constructor(code: SpeechErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SpeechError';
    this.code = code;
  }
}
