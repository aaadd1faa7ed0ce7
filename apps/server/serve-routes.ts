import { bindRoutes, listRoutes } from '@edumaster/http/server';
import { Identity } from '@edumaster/identity';
import { Tenancy } from '@edumaster/tenancy';
import type { FastifyInstance } from 'fastify';
import { contextResolver } from './edge/resolve-context.ts';
import { SignedContext } from './edge/signed-context.ts';
import type { OpenInstallation } from './installation/open-installation.ts';
import { modules, take } from './modules.ts';
import { serveApiDocumentation } from './operations/api-documentation.ts';
import { InstallationRoutes } from './operations/installation-routes.ts';
import { version } from './version.ts';

/** Every route of every module, and their documentation. */
export async function serveRoutes(app: FastifyInstance, opened: OpenInstallation): Promise<void> {
  const { container, installation } = opened;
  const instances = modules.flatMap(({ routes }) => take(container, routes));
  const routes = listRoutes([...instances, new InstallationRoutes(opened)]);
  const contextOf = contextResolver({
    tenancy: container.get(Tenancy, { strict: false }),
    identity: container.get(Identity, { strict: false }),
    signedContext: new SignedContext(installation.rootSecret),
    origin: installation.origin,
  });
  bindRoutes(app, routes, { contextOf });
  for (const { plainRoutes } of modules) {
    for (const routes of take(container, plainRoutes)) await routes.mount(app);
  }
  await serveApiDocumentation(
    app,
    routes.map(({ contract }) => contract),
    version,
  );
}
