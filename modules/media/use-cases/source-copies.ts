import { FileStores } from '@edumaster/files';
import { Injectable } from '@nestjs/common';

interface Loan {
  users: number;
  readonly path: Promise<string>;
  giveBack(): void;
  /** Nothing of it is left on this machine then. */
  readonly ended: Promise<void>;
}

/**
 * Uploaded videos as files of this machine. Where the store is elsewhere that is a copy of gigabytes:
 * all who work on a video in this process share one, and the last of them leaves none. There is room
 * for it, or the store says so.
 */
@Injectable()
export class SourceCopies {
  readonly #stores: FileStores;
  readonly #loans = new Map<string, Loan>();

  constructor(stores: FileStores) {
    this.#stores = stores;
  }

  /**
   * As `Files.withLocalFile`; what is at the key never changes.
   * @throws FilesError `not_found`, `no_space`
   */
  async withLocalFile<Result>(
    key: string,
    use: (path: string) => Promise<Result>,
  ): Promise<Result> {
    const loan = this.#loans.get(key) ?? this.#borrow(key);
    loan.users += 1;
    try {
      return await use(await loan.path);
    } finally {
      loan.users -= 1;
      if (loan.users === 0) {
        this.#loans.delete(key);
        loan.giveBack();
        await loan.ended;
      }
    }
  }

  #borrow(key: string): Loan {
    const lent = Promise.withResolvers<string>();
    const givenBack = Promise.withResolvers<void>();
    const ended = this.#stores.ingest
      .withLocalFile(key, async (path) => {
        lent.resolve(path);
        await givenBack.promise;
      })
      // Of a copy that could not be had those hear who wait for it.
      .catch((error: unknown) => lent.reject(error));
    const loan = { users: 0, path: lent.promise, giveBack: givenBack.resolve, ended };
    this.#loans.set(key, loan);
    return loan;
  }
}
