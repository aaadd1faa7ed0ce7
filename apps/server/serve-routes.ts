import { Counters } from '@edumaster/counters';
import { bindRoutes, listRoutes, RouteLimits } from '@edumaster/http/server';
import { Identity } from '@edumaster/identity';
import { Tenancy } from '@edumaster/tenancy';
import type { FastifyInstance } from 'fastify';
import { TrustedProxies } from './edge/client-address.ts';
import { rememberCallers } from './edge/remember-callers.ts';
import { contextResolver } from './edge/resolve-context.ts';
import { SignedContext } from './edge/signed-context.ts';
import { serveWellKnown } from './edge/well-known.ts';
import type { OpenInstallation } from './installation/open-installation.ts';
import { modules, take } from './modules.ts';
import { serveApiDocumentation } from './operations/api-documentation.ts';
import { InstallationRoutes } from './operations/installation-routes.ts';
import { version } from './version.ts';

interface RouteObservers {
  /** A limit, by its name, has refused somebody. */
  readonly onLimited?: (limit: string) => void;
}

/** Every route of every module, and their documentation. */
export async function serveRoutes(
  app: FastifyInstance,
  opened: OpenInstallation,
  { onLimited = () => {} }: RouteObservers = {},
): Promise<void> {
  const { container, installation, settings, log } = opened;
  const signedContext = new SignedContext(installation.rootSecret);
  const proxies = new TrustedProxies(settings.EDUMASTER_PROXIES);
  rememberCallers(app, { proxies, signedContext, log });
  const limits = new RouteLimits({
    counters: container.get(Counters, { strict: false }),
    addressFactor: settings.EDUMASTER_ADDRESS_LIMIT_FACTOR,
    onRefused: ({ name }) => onLimited(name),
  });
  limits.guardPlainRoutes(app);
  const instances = modules.flatMap(({ routes }) => take(container, routes));
  const routes = listRoutes([...instances, new InstallationRoutes(opened)]);
  const contextOf = contextResolver({
    tenancy: container.get(Tenancy, { strict: false }),
    identity: container.get(Identity, { strict: false }),
    signedContext,
    origin: installation.origin,
  });
  bindRoutes(app, routes, { contextOf, limits });
  for (const { plainRoutes } of modules) {
    for (const routes of take(container, plainRoutes)) await routes.mount(app);
  }
  opened.payments.sandbox?.mount(app);
  serveWellKnown(app, {
    origin: installation.origin,
    securityContact: settings.EDUMASTER_SECURITY_CONTACT,
  });
  await serveApiDocumentation(
    app,
    routes.map(({ contract }) => contract),
    version,
  );
}
