import { connect, createServer } from 'node:net';
import { AlreadyRunning } from './errors.ts';
import { shortHash } from './state-folder.ts';

export interface Lock {
  release(): Promise<void>;
}

/**
 * Holds a data directory for this process. The lock is an abstract unix socket (Linux), because the
 * kernel frees it however the process ends, `kill -9` included. Whoever connects is told the pid.
 * @param dataDir its real path, so that two names of one directory meet
 * @throws AlreadyRunning
 */
export async function takeLock(dataDir: string): Promise<Lock> {
  const address = lockAddress(dataDir);
  const server = createServer((asking) => {
    asking.on('error', () => asking.destroy());
    asking.end(`${process.pid}\n`);
  });
  // The lock must not keep a program alive that is otherwise done.
  server.unref();
  const isFree = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(address, () => resolve(true));
  });
  if (!isFree) throw new AlreadyRunning(dataDir, await askHolder(address));
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Address of the lock; `scripts/launcher/running-server.mjs` asks it before it rebuilds. */
export function lockAddress(dataDir: string): string {
  return `\0edumaster-${shortHash(dataDir)}`;
}

function askHolder(address: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const asking = connect(address);
    asking.setTimeout(1000, () => asking.destroy());
    asking.on('data', (chunk) => (answer += chunk.toString()));
    asking.on('error', () => resolve(undefined));
    asking.on('close', () => resolve(Number.parseInt(answer, 10) || undefined));
  });
}
