import { join } from 'node:path';
import { jobQueueState } from '@edumaster/graphile-worker-jobs';
import { AppError, type Log } from '@edumaster/kernel';
import { consumerLags } from '@edumaster/postgres';
import type { Settings } from '@edumaster/settings';
import { Tenancy } from '@edumaster/tenancy';
import { mediaModule } from '@edumaster/media/module';
import type { FastifyBaseLogger } from 'fastify';
import { listenOnIpv6Loopback } from './edge/ipv6-loopback.ts';
import { openEdge } from './edge/open-edge.ts';
import { proxyPages } from './edge/page-proxy.ts';
import type { OtherOrigins } from './edge/page-security.ts';
import { SecurityHeaders } from './edge/security-headers.ts';
import { SignedContext } from './edge/signed-context.ts';
import { WebProcess } from './edge/web-process.ts';
import { webSocketPath } from './edge/web-socket-path.ts';
import { checkoutFolder } from './installation/configuration.ts';
import { listenAddress, loopback, ownApi } from './installation/listen-address.ts';
import { type OpenInstallation, openInstallation } from './installation/open-installation.ts';
import type { Report } from './installation/report.ts';
import { collectWhenIdle } from './operations/collect-when-idle.ts';
import { serveHealth } from './operations/health.ts';
import { measureRequests, serveMetrics } from './operations/metrics.ts';
import { measureTenantDatabases } from './operations/tenant-database-metrics.ts';
import { serveRoutes } from './serve-routes.ts';
import { startHomeWorkers, workOf } from './workers/home-workers.ts';
import { TenantWorkers } from './workers/tenant-workers.ts';

export interface RunningServer {
  /** Where a browser on this machine finds it. */
  readonly url: string;
  readonly opened: OpenInstallation;
  /** Takes no more requests, lets those under way end, and stops everything it started. */
  stop(): Promise<void>;
}

interface StartOptions {
  readonly settings: Settings;
  readonly log: Log & FastifyBaseLogger;
  readonly report: Report;
}

/** Starts the whole program: database, workers, API and pages on the one public port. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { log, report } = options;
  const opened = await openInstallation({ ...options, whenRunning: 'refuse' });
  const undo: (() => Promise<unknown>)[] = [() => opened.close()];
  const stop = async () => {
    for (const step of undo.reverse()) {
      await step().catch((error: unknown) => log.error({ err: error }, 'a part did not stop'));
    }
  };
  try {
    const { settings, installation } = opened;
    const web = new WebProcess({
      entry: join(checkoutFolder(), 'apps/web/server.mjs'),
      socket: await webSocketPath(installation.dataDir),
      apiUrl: ownApi(settings),
      log,
    });
    const { origin } = installation;
    const app = openEdge(log, new SecurityHeaders({ origin, hsts: settings.EDUMASTER_HSTS }));
    if (installation.mode === 'embedded') collectWhenIdle(app);
    const { registry, onLimited } = measureRequests(app, {
      eventLag: () => consumerLags(opened.pools.relay),
      jobQueue: () => jobQueueState(opened.pools),
      areLimitsDegraded: opened.areLimitsDegraded,
    });
    measureTenantDatabases(registry, opened.tenantDatabases);
    await serveRoutes(app, opened, { onLimited });
    const signedContext = new SignedContext(installation.rootSecret);
    const otherOrigins = otherOriginsOf(opened, options.settings);
    const requireTenant = tenantGuard(opened);
    proxyPages(app, { web, signedContext, origin, otherOrigins, requireTenant });
    serveHealth(app, readinessChecks(opened, web));
    // Everything stops in the reverse order: the doors close first, and what requests need last.
    undo.push(() => web.stop());
    const pages = web.start();
    // Awaited below, beside what else starts; a failure in between must not count as unhandled.
    pages.catch(() => {});
    undo.push(await startWorkers(opened));
    report('Opening the doors');
    undo.push(() => app.close());
    await app.listen({ port: settings.PORT, host: listenAddress(settings) });
    if (listenAddress(settings) === loopback) {
      undo.push(await listenOnIpv6Loopback(app, settings.PORT, log));
    }
    opened.payments.sandbox?.start();
    undo.push(async () => opened.payments.sandbox?.stop());
    await pages;
    const metrics = await serveMetrics(registry, settings.EDUMASTER_METRICS_PORT, log);
    undo.push(async () => metrics?.close());
    return { url: `http://localhost:${settings.PORT}`, opened, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function tenantGuard({ container }: OpenInstallation): (host: string) => Promise<void> {
  const tenancy = container.get(Tenancy, { strict: false });
  return async (host) => {
    if (!(await tenancy.resolve(host))) throw new AppError('tenant_not_found');
  };
}

function readinessChecks(opened: OpenInstallation, web: WebProcess) {
  return {
    database: async () => {
      await opened.pools.app.query('select 1');
      return undefined;
    },
    pages: async () => (web.isReady ? undefined : 'the renderer is starting'),
  };
}

/** Event readers and jobs of every database; returns how to stop them. */
export async function startWorkers(opened: OpenInstallation): Promise<() => Promise<void>> {
  const { pools, tenantDatabases, log } = opened;
  const work = workOf(opened);
  const platform = await startHomeWorkers(work, { home: 'platform', pools, log });
  const tenants = new TenantWorkers(tenantDatabases, work, log);
  tenants.start();
  return async () => {
    await Promise.all([platform.stop(), tenants.stop()]);
  };
}

function otherOriginsOf({ files }: OpenInstallation, settings: Settings): OtherOrigins {
  const { EDUMASTER_DELIVERY_URL: videos } = settings.of(mediaModule.settings);
  return { uploads: files.uploadOrigins, videos: videos ? [videos] : [] };
}
