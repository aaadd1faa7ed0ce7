import type { RouteContract } from '../contract.ts';
import { type RouteBinding, routesOf } from './route.ts';

export interface BoundRoute extends RouteBinding {
  readonly instance: object;
}

/** All routes of the container's instances; two with one id or one address are a bug. */
export function listRoutes(instances: Iterable<unknown>): readonly BoundRoute[] {
  const routes = [...instances].flatMap((instance) =>
    routesOf(instance).map((binding) => ({ ...binding, instance: instance as object })),
  );
  requireUnique(routes.map(({ contract }) => contract.id));
  requireUnique(routes.map(({ contract }) => addressOf(contract)));
  return routes.sort((a, b) => (addressOf(a.contract) < addressOf(b.contract) ? -1 : 1));
}

function addressOf({ method, path }: RouteContract): string {
  return `${path.replace(/:\w+/g, ':')} ${method}`;
}

function requireUnique(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Error(`two routes are called ${name}`);
    seen.add(name);
  }
}
