import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { FastifyInstance } from 'fastify';

const quietMilliseconds = 10_000;

/**
 * Gives memory back after a busy time: V8 keeps a grown heap until it needs to collect, which an idle
 * server never does. Measured with the small heap of the launcher: about a third less.
 */
export function collectWhenIdle(app: FastifyInstance): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const timer = setTimeout(collect, quietMilliseconds).unref();
  app.addHook('onResponse', async () => {
    timer.refresh();
  });
  app.addHook('onClose', async () => clearTimeout(timer));
}
