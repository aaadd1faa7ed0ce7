import { writeSync } from 'node:fs';
import type { Message } from './jobs.ts';

/** Written at once: the event loop does not turn while the library works. */
export function send(message: Message): void {
  const line = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let written = 0; written < line.length;) {
    written += writeSync(process.stdout.fd, line, written);
  }
}
