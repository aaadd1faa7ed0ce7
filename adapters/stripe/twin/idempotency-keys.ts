import { TwinError } from './twin-error.ts';

export interface TwinAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface KeptAnswer {
  readonly fingerprint: string;
  /** Undefined while the first request is under way. */
  answer: TwinAnswer | undefined;
  readonly at: number;
}

const day = 24 * 60 * 60 * 1000;

/** docs.stripe.com/api/idempotent_requests */
export class IdempotencyKeys {
  readonly #kept = new Map<string, KeptAnswer>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /**
   * The answer that was given before; undefined when the request is to be carried out now.
   * @throws TwinError for other parameters under the same key, or while the first is under way
   */
  begin(key: string, fingerprint: string): TwinAnswer | undefined {
    const now = this.#clock().getTime();
    const kept = this.#kept.get(key);
    if (!kept || now - kept.at > day) {
      this.#kept.set(key, { fingerprint, answer: undefined, at: now });
      return undefined;
    }
    if (kept.fingerprint !== fingerprint) {
      const message =
        'Keys for idempotent requests can only be used with the same parameters they were first ' +
        `used with. Try using a key other than '${key}' if you meant to execute a different request.`;
      throw new TwinError(400, { type: 'idempotency_error', message });
    }
    if (kept.answer) return kept.answer;
    const message = 'There is currently another in-progress request using this idempotent key';
    throw new TwinError(409, {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message,
    });
  }

  keep(key: string, answer: TwinAnswer): void {
    const kept = this.#kept.get(key);
    if (kept) kept.answer = answer;
  }

  /** Parameters that were refused before anything was begun are not remembered. */
  forget(key: string): void {
    this.#kept.delete(key);
  }
}
