import { type Caller, rememberCaller } from '@edumaster/http/server';
import type { Log } from '@edumaster/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerAt, type TrustedProxies } from './client-address.ts';
import { contextHeader, type SignedContext } from './signed-context.ts';

interface CallerParts {
  readonly proxies: TrustedProxies;
  readonly signedContext: SignedContext;
  readonly log: Log;
}

/**
 * Finds out for every request where it comes from: from the pages on a visitor's behalf, through
 * proxies of ours, or straight from whoever holds the connection.
 */
export function rememberCallers(app: FastifyInstance, parts: CallerParts): void {
  let hasWarned = false;
  app.addHook('onRequest', async (request) => {
    rememberCaller(request, callerOfRequest(request, parts));
    if (hasWarned || isAnnouncedByOurs(request, parts.proxies)) return;
    hasWarned = true;
    // Without the list everybody behind that proxy counts as one address.
    const { remoteAddress } = request.socket;
    parts.log.warn({ remoteAddress }, 'X-Forwarded-For of an address that EDUMASTER_PROXIES lacks');
  });
}

function callerOfRequest(request: FastifyRequest, { proxies, signedContext }: CallerParts): Caller {
  const visitor = signedContext.read(request.headers[contextHeader]);
  if (visitor) return callerAt(visitor.address);
  return proxies.callerOf({
    remoteAddress: request.socket.remoteAddress ?? '',
    forwardedFor: forwardedFor(request),
  });
}

function isAnnouncedByOurs(request: FastifyRequest, proxies: TrustedProxies): boolean {
  if (forwardedFor(request) === undefined) return true;
  return proxies.includes(request.socket.remoteAddress ?? '');
}

/** Node joins several headers of this name in the order in which they came. */
function forwardedFor({ headers }: FastifyRequest): string | undefined {
  const value = headers['x-forwarded-for'];
  return Array.isArray(value) ? value.join(',') : value;
}
