import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Limit } from '@edumaster/counters';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

interface Crowd {
  readonly url: string;
  /** In hexadecimal digits. */
  readonly secret: string;
  readonly limit: Limit;
  readonly processes: number;
  /** Of each process. */
  readonly attempts: number;
}

/** Lets several processes take places for one subject at the same time. @returns how many each got */
export function countInProcesses(crowd: Crowd): Promise<number[]> {
  const job = JSON.stringify(crowd);
  const script = resolve(import.meta.dirname, 'count-in-process.ts');
  const node = resolve(root, 'node_modules/.bin/node');
  const all = Array.from({ length: crowd.processes }, async () => {
    const { stdout } = await run(node, [script, job], { cwd: resolve(root, 'tests') });
    return Number(stdout);
  });
  return Promise.all(all);
}
