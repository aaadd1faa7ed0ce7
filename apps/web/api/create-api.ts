import { type ClientOptions, createClient } from '@edumaster/http/client';
import type { RouteContract } from '@edumaster/http/contract';
import type { Api, Route } from './route.ts';

/** The one way to the API, on the server and in the browser. */
export function createApi<const Routes extends Readonly<Record<string, Route>>>(
  routes: Routes,
  options: ClientOptions,
): Api<Routes> {
  // The client reads method and path of a contract; the types are checked by `Api`.
  const contracts = routes as unknown as Readonly<Record<string, RouteContract>>;
  return createClient(contracts, options) as unknown as Api<Routes>;
}
