import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { readScanner } from '../contracts.ts';
import { ReadScanner } from '../queries/read-scanner.ts';

@Injectable()
export class ScannerRoutes {
  readonly #read: ReadScanner;

  constructor(read: ReadScanner) {
    this.#read = read;
  }

  @Route(readScanner)
  async read({ ctx }: Call<typeof readScanner>): Promise<HandlerAnswer<typeof readScanner>> {
    return { scanner: (await this.#read.run(ctx)) ?? null };
  }
}
