import { systemCtx } from '@edumaster/kernel';
import { Installation, type PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { issuerByAddress } from '../contracts/limits.ts';
import { originOfHost } from '../domain/host-origin.ts';
import { KnownHosts } from '../known-hosts.ts';
import { EndAnnouncedSignIn } from './end-announced-sign-in.ts';

/** A logout token is a kilobyte or two. */
const bodyLimit = 16 * 1024;

/**
 * In the place of the embedded issuer, on the platform's host, which is the one that the issuer
 * knows:
 *
 * - `POST /auth/backchannel-logout` with a form `logout_token=` → 200, or 400
 * - `GET /auth/signed-out?state=` back from signing out at the issuer → 302 to the host it began on
 */
@Injectable()
export class ExternalIssuerRoutes implements PlainRoutes {
  readonly #origin: string;
  readonly #hosts: KnownHosts;
  readonly #endAnnouncedSignIn: EndAnnouncedSignIn;

  constructor(
    installation: Installation,
    hosts: KnownHosts,
    endAnnouncedSignIn: EndAnnouncedSignIn,
  ) {
    this.#origin = installation.origin;
    this.#hosts = hosts;
    this.#endAnnouncedSignIn = endAnnouncedSignIn;
  }

  mount(app: FastifyInstance): void {
    const config = { limits: [issuerByAddress] };
    app.get('/auth/signed-out', { config }, (request, reply) => this.#signedOut(request, reply));
    app.register(async (scope) => {
      scope.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit },
        (_request, body, done) => done(null, new URLSearchParams(String(body))),
      );
      scope.post('/auth/backchannel-logout', { config }, (request, reply) =>
        this.#announced(request, reply),
      );
    });
  }

  async #announced(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('cache-control', 'no-store');
    const { body } = request;
    const logoutToken = body instanceof URLSearchParams ? body.get('logout_token') : null;
    const isPlatform = (await this.#hosts.find(request.host))?.isPlatform ?? false;
    if (!logoutToken || !isPlatform) return refuse(reply);
    const now = new Date();
    const ctx = systemCtx('the issuer has signed somebody out', { correlationId: request.id, now });
    const ended = await this.#endAnnouncedSignIn.run(ctx, { logoutToken });
    return ended.ok ? reply.code(200).send() : refuse(reply);
  }

  async #signedOut(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { state } = request.query as { readonly state?: unknown };
    const host = typeof state === 'string' ? Buffer.from(state, 'base64url').toString() : '';
    const isOurs = (await this.#hosts.find(host)) !== undefined;
    const origin = isOurs ? originOfHost(this.#origin, host) : undefined;
    return reply.header('cache-control', 'no-store').redirect(`${origin ?? this.#origin}/`, 302);
  }
}

/** In the form that the standard asks for. */
function refuse(reply: FastifyReply): FastifyReply {
  return reply.code(400).send({ error: 'invalid_request' });
}
