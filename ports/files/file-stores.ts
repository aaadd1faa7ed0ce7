import type { Files } from './files.ts';

/**
 * The two stores of an installation, which may be one and the same: they differ in who reads them
 * and in what a byte that leaves them costs.
 */
export class FileStores {
  /** What people send and nobody is served: originals, papers, what is judged yet. */
  readonly ingest: Files;
  /** What is made of it and served to browsers, at addresses that say by themselves who may. */
  readonly delivery: Files;

  constructor({ ingest, delivery }: { readonly ingest: Files; readonly delivery: Files }) {
    this.ingest = ingest;
    this.delivery = delivery;
  }

  /** Each once. */
  get all(): readonly Files[] {
    return [...new Set([this.ingest, this.delivery])];
  }
}
