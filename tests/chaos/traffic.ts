import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@edumaster/testkit';
import type { Visitor } from '../running-server/visitor.ts';

export interface Request {
  readonly name: string;
  readonly by: Visitor;
  readonly path: string;
  /** By default a GET. */
  readonly init?: () => RequestInit;
}

export interface SeenAnswer {
  readonly name: string;
  readonly status: number;
  readonly retryAfter: string | null;
  readonly milliseconds: number;
}

const paceMilliseconds = 15;

/** The same requests over and over, each on its own, until it is told to stop. */
export class Traffic {
  readonly #answers: SeenAnswer[] = [];
  readonly #stopping = new AbortController();
  readonly #names: readonly string[];
  readonly #senders: Promise<unknown>;

  constructor(requests: readonly Request[]) {
    this.#names = requests.map(({ name }) => name);
    this.#senders = Promise.all(requests.map((request) => this.#repeat(request)));
    // Whoever awaits the end is told; a failure before that must not count as unhandled.
    this.#senders.catch(() => {});
  }

  /** All so far, in the order in which they came. */
  get answers(): readonly SeenAnswer[] {
    return this.#answers;
  }

  /** Waits until every kind of request is answered well again. */
  async untilGood(): Promise<void> {
    const from = this.#answers.length;
    await eventually('every request to be answered well', () => {
      const last = new Map(this.#answers.slice(from).map((answer) => [answer.name, answer]));
      const isGood = this.#names.every((name) => (last.get(name)?.status ?? 503) < 300);
      return isGood ? true : undefined;
    });
  }

  /** @throws Error when a connection broke: the server itself was there all the time */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#senders;
  }

  async #repeat({ name, by, path, init }: Request): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const start = performance.now();
      const response = await by.send(path, init?.());
      await response.arrayBuffer();
      this.#answers.push({
        name,
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
        milliseconds: performance.now() - start,
      });
      await pause(paceMilliseconds);
    }
  }
}

/** Answers that are neither good nor an honest "not now". */
export function badAnswers(answers: readonly SeenAnswer[]): SeenAnswer[] {
  return answers.filter(({ status, retryAfter }) => {
    const isGood = status >= 200 && status < 300;
    const isNotNow = status === 503 && Number(retryAfter) >= 1;
    return !isGood && !isNotNow;
  });
}
