import type { Readable } from 'node:stream';

export type ScanVerdict =
  /** Nothing known was found. */
  | { readonly outcome: 'clean' }
  /** `signature` is the scanner's name for what it found. */
  | { readonly outcome: 'infected'; readonly signature: string }
  /** More than the scanner looks at, or packed deeper: nothing is known of the file. */
  | { readonly outcome: 'too_large' };

/** Says whether a file is known to be dangerous. It never sees a name: only content counts. */
export abstract class VirusScanner {
  /** For people who look after the installation, for example `clamd at 127.0.0.1:3310`. */
  abstract readonly name: string;

  /**
   * Reads the content to its end unless the verdict is known before; in any case it is closed
   * afterwards. What the content itself fails with is thrown as it is.
   * @throws ScannerUnavailable: nothing follows of the file from that; ask again later
   */
  abstract scan(content: Readable, signal?: AbortSignal): Promise<ScanVerdict>;

  /** What answers, and how old its knowledge is, as it says so. @throws ScannerUnavailable */
  abstract version(): Promise<string>;
}
