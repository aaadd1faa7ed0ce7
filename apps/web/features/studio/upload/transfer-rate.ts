interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** A person wants to know how it goes now, not how it went since the beginning. */
const windowMs = 10_000;
const leastMs = 1_000;

/** How fast something goes, from what it says of itself now and then. */
export class TransferRate {
  #samples: Sample[] = [];

  note(at: number, bytes: number): void {
    const last = this.#samples.at(-1);
    // A part that is begun again takes back what was counted of it.
    if (last && bytes < last.bytes) this.#samples = [];
    this.#samples.push({ at, bytes });
    this.#samples = this.#samples.filter((sample) => at - sample.at <= windowMs);
  }

  /** After a pause what was before says nothing. */
  reset(): void {
    this.#samples = [];
  }

  /** Undefined until it can be told. */
  bytesPerSecond(): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.at - first.at < leastMs) return undefined;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }

  /** Undefined until it can be told, and while nothing moves. */
  secondsLeft(totalBytes: number): number | undefined {
    const speed = this.bytesPerSecond();
    const last = this.#samples.at(-1);
    if (!speed || !last) return undefined;
    return Math.max(0, Math.ceil((totalBytes - last.bytes) / speed));
  }
}
