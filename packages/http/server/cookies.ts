import type { FastifyRequest } from 'fastify';

/** Value of a cookie of the request, as it was sent; of two with one name the first. */
export function readCookie(request: FastifyRequest, name: string): string | undefined {
  return valuesOf(request, name)[0];
}

/**
 * The same for a cookie of all of this host that must not be somebody else's. Without the `__Host-`
 * prefix, that is without TLS, a neighbour below the same domain can plant one of the same name for
 * both; a browser sends the two in an order that the neighbour chooses. Then neither counts.
 */
export function readOwnCookie(request: FastifyRequest, name: string): string | undefined {
  const values = new Set(valuesOf(request, name));
  return values.size === 1 ? [...values][0] : undefined;
}

function valuesOf(request: FastifyRequest, name: string): readonly string[] {
  const pairs = request.headers.cookie?.split(';') ?? [];
  return pairs
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .filter((value) => value !== '');
}
