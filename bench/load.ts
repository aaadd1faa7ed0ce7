import { Agent, request } from 'node:http';
import { cpuMilliseconds } from './cpu-time.ts';

export interface Asked {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Load {
  /** Whose CPU is counted, with all that descends from it. */
  readonly pid: number;
  readonly count: number;
  readonly ask: (index: number) => Asked;
}

const atATime = 32;

/** Asks for things by many connections; each answer has to be a good one. */
export class LoadMaker {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: atATime });

  /** @returns CPU milliseconds of the server, a request */
  async measure({ pid, count, ask }: Load): Promise<number> {
    let next = 0;
    const work = async () => {
      while (next < count) {
        const index = next;
        next += 1;
        const status = await this.status(ask(index));
        if (status !== 200) throw new Error(`${ask(index).url} answered with ${status}`);
      }
    };
    const before = cpuMilliseconds(pid);
    await Promise.all(Array.from({ length: atATime }, work));
    return (cpuMilliseconds(pid) - before) / count;
  }

  status({ url, headers = {} }: Asked): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { agent: this.#agent, headers }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
