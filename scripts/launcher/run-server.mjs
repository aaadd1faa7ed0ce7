import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './checkout.mjs';
import { watchParents } from './parent-watch.mjs';

/** npm passes a Ctrl-C on that has already reached us: within this time it is the same one. */
const sameSignalMs = 700;

/**
 * A small heap that collects often, and one arena of malloc for all threads: the server takes less
 * than half the memory and a little more CPU. A production server starts without them.
 */
const small = {
  flags: ['--max-semi-space-size=1', '--max-old-space-size=256'],
  env: { MALLOC_ARENA_MAX: '1' },
};
const large = { flags: [], env: {} };

/**
 * Runs the server until it ends, and ends when it does. It has a session of its own, so that each
 * signal reaches it once and from here; it is told to stop when we are killed, or npm is.
 * @param {string} node
 * @param {readonly string[]} args main file and its arguments
 * @returns {Promise<number>} exit status
 */
export async function runServer(node, args) {
  const profile = process.env.EDUMASTER_MODE === 'production' ? large : small;
  const server = spawn(node, [...profile.flags, ...args], {
    cwd: root,
    detached: true,
    env: { ...profile.env, ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  });
  server.once('spawn', () => stopWithUs(server));
  const stop = stopOnce(server);
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGHUP', () => stop('SIGTERM'));
  watchParents(() => stop('SIGTERM'));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** The first signal asks the server to stop, a second one does not wait. */
function stopOnce(server) {
  let askedAt;
  return (signal) => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      server.kill(signal);
    } else if (Date.now() - askedAt > sameSignalMs) {
      server.kill('SIGKILL');
    }
  };
}

/**
 * A shell reads a pipe of ours until the kernel closes it, which it does even on `kill -9`. The
 * parent death signal of prctl(2) would come once for each of our threads, and a server takes a
 * second signal for impatience.
 */
function stopWithUs(server) {
  const script = 'read -r _; kill -TERM "$1"';
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', String(server.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => {});
  watcher.unref();
  watcher.stdin.unref();
  server.once('exit', () => watcher.kill('SIGKILL'));
}
