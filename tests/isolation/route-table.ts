import type { RouteContract } from '@edumaster/http/contract';
import { routesOf } from '@edumaster/http/server';
import { modules } from '@edumaster/server';

/** Every route with a contract, as the program binds them. */
export const routeTable: readonly RouteContract[] = modules
  .flatMap(({ routes }) => routes)
  .flatMap((type) => routesOf(Object.create(type.prototype)).map(({ contract }) => contract))
  .sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1));
