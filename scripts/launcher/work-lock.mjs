import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { root } from './checkout.mjs';

const address = `\0edumaster-build-${createHash('sha256').update(root).digest('hex').slice(0, 24)}`;

/**
 * Installs and builds one at a time in a checkout: a second one waits. The lock is an abstract unix
 * socket, which the kernel frees however its holder ends; where there are none, nobody waits.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withWorkLock(work) {
  const lock = process.platform === 'linux' ? await take() : undefined;
  try {
    return await work();
  } finally {
    lock?.close();
    for (const waiting of lock?.waiting ?? []) waiting.destroy();
  }
}

async function take() {
  for (let attempt = 0; ; attempt += 1) {
    const lock = await tryToTake();
    if (lock) return lock;
    if (attempt === 0)
      console.log('… Another start or test run is installing or building: waiting');
    await untilReleased();
  }
}

function tryToTake() {
  return new Promise((resolve, reject) => {
    const waiting = new Set();
    const server = createServer((connection) => {
      waiting.add(connection);
      connection.on('error', () => connection.destroy());
    });
    server.unref();
    server.once('error', (error) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => resolve(Object.assign(server, { waiting })));
  });
}

function untilReleased() {
  return new Promise((resolve) => {
    const connection = connect(address);
    connection.on('error', () => setTimeout(resolve, 100));
    connection.on('close', resolve);
  });
}
