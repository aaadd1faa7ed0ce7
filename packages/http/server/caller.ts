import type { FastifyRequest } from 'fastify';

/** Where a request comes from, as the edge has found out. */
export interface Caller {
  /** An IPv4 or IPv6 address, for a person to read. */
  readonly address: string;
  /** What is counted: the address, of IPv6 its /64, since a whole one belongs to one household. */
  readonly network: string;
}

const callers = new WeakMap<FastifyRequest, Caller>();

/** Only the edge may say so: a header of the request proves nothing. */
export function rememberCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

/** Without an edge in front, for example in a test, whoever holds the connection. */
export function callerOf(request: FastifyRequest): Caller {
  return callers.get(request) ?? { address: request.ip, network: request.ip };
}
