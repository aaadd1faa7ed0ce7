/** A step of the position larger than this is a jump and not watching, at normal speed. */
const largestStepSeconds = 2;

/** Adds up what was really watched: jumps do not count, a faster speed does. */
export class WatchedTime {
  #position: number | null = null;
  #seconds = 0;

  /** The video is at this position while it plays. */
  advance(position: number, speed: number): void {
    const step = this.#position === null ? 0 : position - this.#position;
    if (step > 0 && step <= largestStepSeconds * Math.max(1, speed)) this.#seconds += step;
    this.#position = position;
  }

  /** The position changed by other means than playing. */
  jump(position: number): void {
    this.#position = position;
  }

  /** The seconds since this was asked last. */
  take(): number {
    const seconds = Math.round(this.#seconds * 1000) / 1000;
    this.#seconds = 0;
    return seconds;
  }
}
