import type { Ctx } from '@edumaster/kernel';
import type { JobHandler } from '@edumaster/jobs';

/**
 * Jobs at the same time in this process, whichever database's queue they come from: encodes would
 * take the machine otherwise.
 */
export class JobSlots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(slots: number) {
    this.#free = slots;
  }

  /** The handler, which waits for a slot. */
  limit(handler: JobHandler): JobHandler {
    const run = async (ctx: Ctx, payload: never, signal: AbortSignal) => {
      await this.#take(signal);
      try {
        await handler.run(ctx, payload, signal);
      } finally {
        this.#give();
      }
    };
    return { job: handler.job, run };
  }

  async #take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const taken = () => {
        signal.removeEventListener('abort', left);
        resolve();
      };
      const left = () => {
        const place = this.#waiting.indexOf(taken);
        if (place >= 0) this.#waiting.splice(place, 1);
        reject(signal.reason);
      };
      this.#waiting.push(taken);
      signal.addEventListener('abort', left, { once: true });
    });
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
