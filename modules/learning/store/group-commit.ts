import { AppError } from '@edumaster/kernel';

interface GroupCommitOptions<Item, Result> {
  /** How long the first item of a group waits for others. */
  readonly delayMilliseconds: number;
  /** A group of this many goes at once. */
  readonly maxItems: number;
  /** Groups on their way at the same time; while so many are, the next one grows. */
  readonly maxInFlight: number;
  /** All of the items or none; the results in the order of the items. */
  readonly commit: (items: readonly Item[]) => Promise<readonly Result[]>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes many small writes one, and answers each when the one is committed. */
export class GroupCommit<Item, Result> {
  readonly #options: GroupCommitOptions<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #inFlight = 0;

  constructor(options: GroupCommitOptions<Item, Result>) {
    this.#options = options;
  }

  /** Resolves when the item is committed. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#waiting.length >= this.#options.maxItems) this.#send();
      else this.#timer ??= setTimeout(() => this.#send(), this.#options.delayMilliseconds);
    });
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#inFlight >= this.#options.maxInFlight || this.#waiting.length === 0) return;
    const group = this.#waiting.splice(0, this.#options.maxItems);
    this.#inFlight += 1;
    void this.#commit(group).finally(() => {
      this.#inFlight -= 1;
      this.#send();
    });
    if (this.#waiting.length > 0) this.#send();
  }

  async #commit(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      await this.#commitTogether(group);
    } catch (error) {
      // A database that cannot be reached will not take them one by one either.
      const isHopeless = error instanceof AppError || group.length === 1;
      if (isHopeless) for (const { reject } of group) reject(error);
      else for (const one of group) await this.#commitTogether([one]).catch(one.reject);
    }
  }

  async #commitTogether(group: readonly Waiting<Item, Result>[]): Promise<void> {
    const results = await this.#options.commit(group.map(({ item }) => item));
    for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
  }
}
