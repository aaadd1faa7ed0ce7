import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { ScannerUnavailable } from '@edumaster/virus-scan';
import type { ClamdAddress } from './clamd-address.ts';

/** clamd's answers are a line; what is longer is no answer of it. */
const longestAnswer = 4_096;

/** One command to clamd: what is sent, and the answer, which ends with a zero byte. */
export class ClamdCall {
  readonly #socket: Socket;
  readonly #answered: Promise<string>;
  readonly #over = new AbortController();
  #isAnswered = false;

  constructor(address: ClamdAddress, silentMilliseconds: number) {
    this.#socket = connect(address);
    this.#socket.setTimeout(silentMilliseconds, () =>
      this.#socket.destroy(new Error('it does not answer')),
    );
    this.#answered = this.#read();
    // Awaited when everything is sent; a failure before that must not count as unhandled.
    this.#answered.catch(() => {});
  }

  /** Whatever is sent from now on, nobody reads. */
  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  /** Sends, at the pace of clamd, unless it was answered. @throws ScannerUnavailable */
  async send(bytes: Buffer): Promise<void> {
    await this.#listen();
    if (this.#isAnswered || this.#socket.write(bytes)) return;
    const { signal } = this.#over;
    try {
      if (!signal.aborted) await once(this.#socket, 'drain', { signal });
    } catch {
      // Over: because it was answered, or because there will be no answer.
      await this.#answered;
    }
  }

  /**
   * Lets come in what has arrived: clamd hangs up with its answer, and whoever writes to a socket that
   * was hung up loses what it has not read. One turn ends what is being handled; the next one reads.
   */
  async #listen(): Promise<void> {
    await setImmediate();
    await setImmediate();
  }

  /** @throws ScannerUnavailable */
  answer(): Promise<string> {
    return this.#answered;
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(): Promise<string> {
    return new Promise((resolve, reject) => {
      let text = '';
      let problem: Error | undefined;
      this.#socket.setEncoding('latin1');
      this.#socket.on('data', (piece: string) => {
        text += piece;
        const end = text.indexOf('\0');
        if (end < 0 && text.length <= longestAnswer) return;
        this.#isAnswered = true;
        resolve(end < 0 ? text : text.slice(0, end));
        this.#over.abort();
      });
      this.#socket.on('error', (error) => {
        problem = error;
      });
      this.#socket.on('close', () => {
        const reason = problem?.message ?? 'it closed the connection';
        reject(new ScannerUnavailable(reason, { cause: problem }));
        this.#over.abort();
      });
    });
  }
}
