import type { UploadState } from '#web/api/media.ts';

/** An address that ends within that time is not begun with. */
const marginMs = 60_000;

interface Known {
  readonly urls: Map<number, string>;
  readonly until: number;
}

/** Addresses of parts that wait to be used: each once, and none that has expired meanwhile. */
export class PartAddresses {
  readonly #known = new Map<string, Known>();
  readonly #read: (uploadId: string) => Promise<UploadState>;

  constructor(read: (uploadId: string) => Promise<UploadState>) {
    this.#read = read;
  }

  /** What the server says of the upload, whose addresses are kept. */
  async refresh(uploadId: string): Promise<UploadState> {
    const state = await this.#read(uploadId);
    const urls = new Map(state.missing.map(({ number, url }) => [number, url]));
    this.#known.set(uploadId, { urls, until: Date.parse(state.expiresAt) - marginMs });
    return state;
  }

  /** @throws Error for a part that the server does not wait for */
  async take(uploadId: string, number: number): Promise<string> {
    const url = this.#taken(uploadId, number);
    if (url) return url;
    await this.refresh(uploadId);
    const fresh = this.#taken(uploadId, number);
    if (!fresh) throw new Error(`part ${number} is not awaited`);
    return fresh;
  }

  forget(uploadId: string): void {
    this.#known.delete(uploadId);
  }

  #taken(uploadId: string, number: number): string | undefined {
    const known = this.#known.get(uploadId);
    if (!known || Date.now() > known.until) return undefined;
    const url = known.urls.get(number);
    known.urls.delete(number);
    return url;
  }
}
