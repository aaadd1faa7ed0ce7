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

  /**
   * @param open is called only when there is somebody to read it
   * @throws FileRefused `file_infected`, `too_large_to_scan`
   * @throws ScannerUnavailable when there is no verdict now: the file has to wait
   */
  async run(open: () => Promise<Readable>): Promise<void> {
    if (!this.#scanner) return;
    const { outcome } = await this.#scanner.scan(await open());
    if (outcome === 'infected') throw new FileRefused('file_infected');
    if (outcome === 'too_large') throw new FileRefused('too_large_to_scan');
  }
}
