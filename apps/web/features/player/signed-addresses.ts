/** The folder of an address: a signature in the path covers everything below it. */
export function folderOf(address: string): string {
  const path = address.split(/[?#]/)[0] ?? address;
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/**
 * The address of a segment under the newest signature. A manifest that is already loaded goes on
 * naming the folder of the old one; reloading it would interrupt the picture.
 */
export function renewAddress(address: string, known: readonly string[], newest: string): string {
  const old = known.find((folder) => folder !== newest && address.startsWith(folder));
  return old ? newest + address.slice(old.length) : address;
}

/** What ends sooner than this may end on its way. */
const marginMs = 5_000;

export interface SignedAddress {
  /** Absolute. */
  readonly address: string;
  readonly expiresAt: string;
}

/** All signatures that one viewing has seen; whatever is fetched is fetched by the newest. */
export class SignedAddresses {
  readonly #renew: () => Promise<unknown>;
  readonly #now: () => number;
  readonly #folders: string[] = [];
  #endsAt = 0;
  #renewing: Promise<unknown> | undefined;

  /** @param renew asks for new ones, which come by `learn` */
  constructor(renew: () => Promise<unknown>, now: () => number = Date.now) {
    this.#renew = renew;
    this.#now = now;
  }

  learn({ address, expiresAt }: SignedAddress): void {
    const folder = folderOf(address);
    if (this.#folders.at(-1) === folder) return;
    this.#folders.push(folder);
    this.#endsAt = new Date(expiresAt).getTime();
  }

  /** After a night in a closed laptop the signature has ended: then it waits for a new one. */
  async newest(address: string): Promise<string> {
    if (this.#now() > this.#endsAt - marginMs) await this.#renewOnce();
    return renewAddress(address, this.#folders, this.#folders.at(-1) ?? '');
  }

  /** Many segments ask at once. */
  async #renewOnce(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    // Whoever is refused fetches with the old one, and is refused there.
    await this.#renewing.catch(() => undefined);
  }
}
