import type { Readable } from 'node:stream';
import { eicar } from './eicar.ts';
import { ScannerUnavailable } from './scanner-unavailable.ts';
import type { ScanVerdict, VirusScanner } from './virus-scanner.ts';

/** Knows one virus, the EICAR test file, and looks into no archive. */
export class FakeVirusScanner implements VirusScanner {
  readonly name = 'a scanner that knows one test file';
  /** Set it to have the scanner give no verdict. */
  isAway = false;
  readonly #maxBytes: number;

  constructor({ maxBytes = 25 * 1024 ** 2 }: { readonly maxBytes?: number } = {}) {
    this.#maxBytes = maxBytes;
  }

  async scan(content: Readable, signal?: AbortSignal): Promise<ScanVerdict> {
    try {
      signal?.throwIfAborted();
      this.#requireThere();
      return await this.#search(content, signal);
    } finally {
      content.destroy();
    }
  }

  async version(): Promise<string> {
    this.#requireThere();
    return 'fake 1';
  }

  #requireThere(): void {
    if (this.isAway) throw new ScannerUnavailable('as asked for');
  }

  async #search(content: Readable, signal: AbortSignal | undefined): Promise<ScanVerdict> {
    let [length, tail] = [0, ''];
    for await (const chunk of content) {
      signal?.throwIfAborted();
      const bytes = chunk as Buffer;
      length += bytes.length;
      if (length > this.#maxBytes) return { outcome: 'too_large' };
      const text = tail + bytes.toString('latin1');
      if (text.includes(eicar)) return { outcome: 'infected', signature: 'Eicar-Test' };
      tail = text.slice(-eicar.length);
    }
    return { outcome: 'clean' };
  }
}
