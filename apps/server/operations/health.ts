import type { FastifyBaseLogger, FastifyInstance } from 'fastify';

/** What must be there to serve; each says what is missing, or undefined when it is well. */
export type ReadinessCheck = () => Promise<string | undefined>;

const checkDeadlineMilliseconds = 3_000;

/** `/healthz`: the process lives. `/readyz`: it can serve, or says what is missing. */
export function serveHealth(
  app: FastifyInstance,
  checks: Readonly<Record<string, ReadinessCheck>>,
): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) =>
          [name, await withDeadline(check, request.log.child({ check: name }))] as const,
      ),
    );
    const missing = results.filter(([, problem]) => problem !== undefined);
    reply.code(missing.length > 0 ? 503 : 200).header('cache-control', 'no-store');
    return {
      status: missing.length > 0 ? 'not ready' : 'ready',
      checks: Object.fromEntries(results.map(([name, problem]) => [name, problem ?? 'ok'])),
    };
  });
}

async function withDeadline(
  check: ReadinessCheck,
  log: FastifyBaseLogger,
): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('does not answer'), checkDeadlineMilliseconds);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    // Everybody may ask, and the error may name addresses, paths and accounts.
    log.warn({ err: error }, 'not ready');
    return 'cannot be reached';
  } finally {
    clearTimeout(timer);
  }
}
