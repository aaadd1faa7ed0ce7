import { AppError } from '@edumaster/kernel';

interface TurnLimits {
  readonly atATime: number;
  /** Who comes when so many wait is sent away. */
  readonly waiting: number;
}

/** Lets a few do costly work at the same time and the others wait for their turn. */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #waiting: (() => void)[] = [];
  #working = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** @throws AppError `unavailable` when too many wait */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The turn is handed on: whoever comes in between must not take it.
      if (next) next();
      else this.#working -= 1;
    }
  }

  async #turn(): Promise<void> {
    if (this.#working < this.#limits.atATime) {
      this.#working += 1;
      return;
    }
    if (this.#waiting.length >= this.#limits.waiting) {
      throw new AppError('unavailable', { retryAfterSeconds: 5 });
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
