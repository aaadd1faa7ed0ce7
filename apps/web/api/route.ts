import type { ReceivedOf, RequestOf, RouteContract } from '@edumaster/http/contract';

/** What a route takes and gives. */
export interface RouteShape {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly response?: unknown;
}

export interface Route<Shape extends RouteShape = RouteShape> {
  readonly method: RouteContract['method'];
  readonly path: string;
  /** Only for the compiler. */
  readonly shape?: Shape;
}

type ShapeOf<Contract extends RouteContract> = RequestOf<Contract> & {
  readonly response: ReceivedOf<Contract>;
};

/**
 * Names the route of a contract, by the contract's type alone: the compiler checks method and path
 * against it. As a value the contract would bring its schemas, and with them the whole of zod, into
 * every public page.
 */
export function routeOf<Contract extends RouteContract>(
  method: Contract['method'],
  path: Contract['path'],
): Route<ShapeOf<Contract>> {
  return { method, path };
}

/** For a route whose contract is not a module's. */
export function route<Shape extends RouteShape>(
  method: Route['method'],
  path: string,
): Route<Shape> {
  return { method, path };
}

type Call<Shape extends RouteShape> =
  {} extends Omit<Shape, 'response'>
    ? (request?: Omit<Shape, 'response'>, init?: RequestInit) => Promise<Shape['response']>
    : (request: Omit<Shape, 'response'>, init?: RequestInit) => Promise<Shape['response']>;

export type Api<Routes extends Readonly<Record<string, Route>>> = {
  readonly [Name in keyof Routes]: Routes[Name] extends Route<infer Shape> ? Call<Shape> : never;
};
