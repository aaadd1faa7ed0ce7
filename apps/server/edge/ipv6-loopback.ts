import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Log } from '@edumaster/kernel';
import type { FastifyInstance } from 'fastify';

const closeDeadlineMilliseconds = 2_000;

/**
 * Answers on `[::1]` too, which `localhost` means where it comes first. Fastify's own second listener
 * would be closed without its idle connections. A machine without IPv6 does without.
 * @returns how to close it
 */
export async function listenOnIpv6Loopback(
  app: FastifyInstance,
  port: number,
  log: Log,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => app.routing(request, response));
  server.keepAliveTimeout = app.server.keepAliveTimeout;
  server.timeout = app.server.timeout;
  try {
    server.listen(port, '::1');
    await once(server, 'listening');
  } catch (error) {
    log.info({ err: error }, 'no answers on [::1]');
    return async () => {};
  }
  return async () => {
    const deadline = setTimeout(() => server.closeAllConnections(), closeDeadlineMilliseconds);
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    await closed;
    clearTimeout(deadline);
  };
}
