import { AppError } from '@edumaster/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import '@edumaster/http/server';
import { issuerByAddress } from '../contracts/limits.ts';
import { issuerPath } from './addresses.ts';

interface ScopeOptions {
  readonly provider: () => Promise<Provider>;
  readonly origin: string;
  /** Whether the issuer answers on this host; by default on any. */
  readonly isOurs?: (host: string) => Promise<boolean>;
}

/**
 * The issuer as a plug-in of Fastify. It reads bodies itself, so the scope has no body parsers, and
 * it writes to the bare response.
 */
export function issuerScope({ provider, origin, isOurs }: ScopeOptions) {
  const { host, protocol } = new URL(origin);
  const scheme = protocol.slice(0, -1);

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (isOurs && !(await isOurs(request.host))) throw new AppError('not_found');
    const issuer = await provider();
    const { raw } = request;
    // It builds addresses and cookies from these; a client's own must not count.
    raw.headers.host = host;
    raw.headers['x-forwarded-proto'] = scheme;
    raw.headers['x-forwarded-host'] = host;
    // Addresses keep the prefix, its router does not know it.
    Object.assign(raw, { originalUrl: raw.url });
    raw.url = (raw.url ?? '').slice(issuerPath.length) || '/';
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.hijack();
    await issuer.callback()(raw, reply.raw);
  }

  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    app.route({
      method: ['GET', 'POST', 'OPTIONS'],
      url: `${issuerPath}/*`,
      // Taken by the edge; what the program asks of itself does not count.
      config: { limits: [issuerByAddress] },
      handler: handle,
    });
  };
}
