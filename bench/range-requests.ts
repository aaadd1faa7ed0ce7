import { Agent, request } from 'node:http';

export interface RangeRequests {
  readonly url: string;
  /** How many in all. */
  readonly count: number;
  /** Bytes of the file. */
  readonly size: number;
  /** Bytes of each range. */
  readonly length: number;
  /** 50 if not given. */
  readonly connections?: number;
}

/** Fetches ranges of a file by many connections, and looks at nothing but their lengths. */
export async function fetchRanges(wanted: RangeRequests): Promise<void> {
  const { url, count, size, length, connections = 50 } = wanted;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = 0;
  const work = async () => {
    while (next < count) {
      const start = (next * length) % (size - length);
      next += 1;
      const got = await fetchRange({ url, agent, start, length });
      if (got !== length) throw new Error(`${url} gave ${got} bytes in place of ${length}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, work));
  } finally {
    agent.destroy();
  }
}

interface RangeRequest {
  readonly url: string;
  readonly agent: Agent;
  readonly start: number;
  readonly length: number;
}

function fetchRange({ url, agent, start, length }: RangeRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { range: `bytes=${start}-${start + length - 1}` };
    const sent = request(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => {
        if (response.statusCode === 206) resolve(bytes);
        else reject(new Error(`${url} answered with ${response.statusCode}`));
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}
