import type { Ctx } from '@edumaster/kernel';
import { authorize } from '@edumaster/policy';
import { ScannerUnavailable, VirusScanner } from '@edumaster/virus-scan';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { readScanner } from '../policy.ts';

export interface ScannerState {
  readonly name: string;
  readonly isThere: boolean;
  /** What it says of itself, or why it says nothing. */
  readonly detail: string;
}

/** Whether uploads are scanned for viruses, for those who look after the installation. */
@Injectable()
export class ReadScanner {
  readonly #scanner: VirusScanner | undefined;

  constructor(@Optional() @Inject(VirusScanner) scanner: VirusScanner | undefined) {
    this.#scanner = scanner;
  }

  /** Undefined when none is set. */
  async run(ctx: Ctx): Promise<ScannerState | undefined> {
    authorize(ctx, readScanner, undefined);
    if (!this.#scanner) return undefined;
    const { name } = this.#scanner;
    try {
      return { name, isThere: true, detail: await this.#scanner.version() };
    } catch (error) {
      if (!(error instanceof ScannerUnavailable)) throw error;
      return { name, isThere: false, detail: error.message };
    }
  }
}
