import type { Readable } from 'node:stream';
import { VirusScanner } from '@edumaster/virus-scan';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { FileRefused } from '../private-files/refusal.ts';

/** Has an uploaded file scanned, on an installation that has a scanner. */
@Injectable()
export class ScanFile {
  readonly #scanner: VirusScanner | undefined;

  /** @param scanner undefined on an installation that has none */
  constructor(@Optional() @Inject(VirusScanner) scanner: VirusScanner | undefined) {
    this.#scanner = scanner;
  }

  /** Whether anybody will look at files. */
  get isSet(): boolean {
    return this.#scanner !== undefined;
  }

  /**
   * @param open is called only when there is somebody to read it
   * @throws FileRefused `file_infected`, `too_large_to_scan`
   * @throws ScannerUnavailable when there is no verdict now: the file has to wait
   */
  async run(open: () => Promise<Readable>): Promise<void> {
    if ((await this.judge(open)) === 'too_large') throw new FileRefused('too_large_to_scan');
  }

  /**
   * The same for who takes what is larger than the scanner looks at.
   * @throws FileRefused `file_infected`
   * @throws ScannerUnavailable
   */
  async judge(
    open: () => Promise<Readable>,
    signal?: AbortSignal,
  ): Promise<'clean' | 'too_large' | undefined> {
    if (!this.#scanner) return undefined;
    const { outcome } = await this.#scanner.scan(await open(), signal);
    if (outcome === 'infected') throw new FileRefused('file_infected');
    return outcome;
  }
}
