import { AppError, type Ctx } from '@edumaster/kernel';
import { type Credential, type Identity, sessionCookieName } from '@edumaster/identity';
import { type ContextResolver, readOwnCookie } from '@edumaster/http/server';
import type { Tenancy } from '@edumaster/tenancy';
import './errors.ts';
import type { FastifyRequest } from 'fastify';
import { contextHeader, type SignedContext } from './signed-context.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Host → tenant, credential → actor. */
export function contextResolver(parts: {
  tenancy: Tenancy;
  identity: Identity;
  signedContext: SignedContext;
  /** The platform's public one. */
  origin: string;
}): ContextResolver {
  const { tenancy, identity, signedContext } = parts;
  const sessionCookie = sessionCookieName(parts.origin);
  return async (request, contract): Promise<Ctx> => {
    const host = visitorHost(request, signedContext);
    const tenant = await tenancy.resolve(host);
    if (!tenant) throw new AppError('tenant_not_found');
    const credential = contract.caller === 'ignored' ? {} : credentialOf(request, sessionCookie);
    if (credential.session) refuseCrossSite(request);
    const authenticated = await identity.authenticate(tenant.id, credential);
    return {
      tenantId: tenant.id,
      ...authenticated,
      correlationId: request.id,
      locale: 'en',
      now: new Date(),
    };
  };
}

/** The host that the visitor asked for, also when a page asks on the visitor's behalf. */
export function visitorHost(request: FastifyRequest, signedContext: SignedContext): string {
  const forwarded = signedContext.read(request.headers[contextHeader]);
  return forwarded?.host ?? request.headers.host ?? '';
}

function credentialOf(request: FastifyRequest, sessionCookie: string): Credential {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, bearer] = /^Bearer +([^\s]+)$/i.exec(authorization) ?? [];
    if (!bearer) throw new AppError('unauthenticated', { detail: 'Send Authorization: Bearer' });
    return { bearer };
  }
  const session = readOwnCookie(request, sessionCookie);
  return session ? { session } : {};
}

/**
 * A browser sends the session cookie along with requests that another site makes; those must not
 * change anything. Browsers tell by Sec-Fetch-Site, older ones by Origin.
 */
function refuseCrossSite(request: FastifyRequest): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  const { origin, host } = request.headers;
  if (site === undefined && origin !== undefined && URL.parse(origin)?.host === host) return;
  throw new AppError('cross_site_request');
}
