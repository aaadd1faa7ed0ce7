import { FilesError } from '@edumaster/files';

interface Writer {
  readonly abort: AbortController;
  readonly done: Promise<unknown>;
}

/**
 * Who is writing to which upload. The data of an upload becomes the content by being moved, and a
 * writer that still had it open would go on writing into what has been checked and published; so
 * closing an upload ends its writers first. Uploads of one folder are therefore to be received by
 * one process.
 */
export class PartWriters {
  readonly #writers = new Map<string, Set<Writer>>();
  readonly #closing = new Set<string>();

  async write<Result>(
    id: string,
    use: (signal: AbortSignal) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    if (this.#closing.has(id)) throw new FilesError('no_such_upload', `upload ${id} is closing`);
    const abort = new AbortController();
    const either = signal ? AbortSignal.any([abort.signal, signal]) : abort.signal;
    // A stream that is aborted says only that it was, not why.
    const result = use(either).catch((error: unknown) => {
      throw either.aborted ? either.reason : error;
    });
    const writer = { abort, done: result.catch(() => {}) };
    const writers = this.#writers.get(id) ?? new Set();
    this.#writers.set(id, writers.add(writer));
    try {
      return await result;
    } finally {
      writers.delete(writer);
      if (writers.size === 0 && this.#writers.get(id) === writers) this.#writers.delete(id);
    }
  }

  /** Runs with no writer at the upload, and one at a time. */
  async close<Result>(id: string, use: () => Promise<Result>): Promise<Result> {
    if (this.#closing.has(id)) throw new FilesError('no_such_upload', `upload ${id} is closing`);
    this.#closing.add(id);
    try {
      const writers = [...(this.#writers.get(id) ?? [])];
      for (const { abort } of writers) {
        abort.abort(new FilesError('no_such_upload', `upload ${id} was closed meanwhile`));
      }
      await Promise.all(writers.map(({ done }) => done));
      return await use();
    } finally {
      this.#closing.delete(id);
    }
  }
}
