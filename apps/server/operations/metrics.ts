import { createServer, type Server } from 'node:http';
import type { Log } from '@edumaster/kernel';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Figures that are read when a scrape asks for them. */
export interface MetricSources {
  readonly eventLag: () => Promise<readonly { consumer: string; unread: number; parked: number }[]>;
  readonly jobQueue: () => Promise<{ waiting: number; running: number; failed: number }>;
  /** Whether each process counts limits by itself because they cannot be shared now. */
  readonly areLimitsDegraded: () => boolean;
}

export interface Metrics {
  readonly registry: Registry;
  readonly onLimited: (limit: string) => void;
}

const defaultPort = 9464;

/** Counts every answer by its route, and what limits refuse. */
export function measureRequests(app: FastifyInstance, sources: MetricSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'edumaster_http_requests_total',
    help: 'Answers by route and status',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'edumaster_http_request_seconds',
    help: 'Time to the end of the answer by route',
    labelNames: ['route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const { contract } = request.routeOptions.config as { contract?: { id: string } };
    const route = contract?.id ?? request.routeOptions.url ?? 'page';
    requests.inc({ route, status: String(reply.statusCode) });
    seconds.observe({ route }, reply.elapsedTime / 1_000);
  });
  const limited = new Counter({
    name: 'edumaster_limits_refused_total',
    help: 'Requests that a limit has refused',
    labelNames: ['limit'],
    registers: [registry],
  });
  addSources(registry, sources);
  return { registry, onLimited: (limit) => limited.inc({ limit }) };
}

/**
 * `/metrics` on a loopback port of its own.
 * @param port when it is not given, a default that may be in use gives way with a warning
 */
export async function serveMetrics(
  registry: Registry,
  port: number | undefined,
  log: Log,
): Promise<Server | undefined> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port ?? defaultPort, '127.0.0.1', resolve);
  });
  try {
    await listening;
    return server;
  } catch (error) {
    if (port !== undefined) {
      throw new Error(`EDUMASTER_METRICS_PORT ${port} cannot be used: ${String(error)}`, {
        cause: error,
      });
    }
    log.warn({ port: defaultPort }, 'no metrics: the port is in use; set EDUMASTER_METRICS_PORT');
    return undefined;
  }
}

function addSources(registry: Registry, sources: MetricSources): void {
  const events = (name: string, help: string, field: 'unread' | 'parked') =>
    new Gauge({
      name,
      help,
      labelNames: ['consumer'],
      registers: [registry],
      async collect() {
        for (const lag of await sources.eventLag())
          this.set({ consumer: lag.consumer }, lag[field]);
      },
    });
  events('edumaster_events_unread', 'Events that a consumer has not read yet', 'unread');
  events('edumaster_events_parked', 'Events that a consumer failed on', 'parked');
  new Gauge({
    name: 'edumaster_limits_degraded',
    help: 'Whether limits hold for each process by itself, because Redis is away',
    registers: [registry],
    collect() {
      this.set(sources.areLimitsDegraded() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'edumaster_jobs',
    help: 'Jobs by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries(await sources.jobQueue())) {
        this.set({ state }, count);
      }
    },
  });
}
