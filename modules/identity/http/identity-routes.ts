import { callerOf, readOwnCookie } from '@edumaster/http/server';
import { AppError, systemCtx } from '@edumaster/kernel';
import { Installation, type PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { issuerByAddress } from '../contracts/limits.ts';
import { originOfHost } from '../domain/host-origin.ts';
import { KnownHosts } from '../known-hosts.ts';
import { flowSeconds, hostOfState } from '../relying-party/sign-in-flow.ts';
import { sessionSeconds } from '../relying-party/web-sessions.ts';
import { cookiePrefix, sessionCookieName } from '../session-cookie.ts';
import { NoteBrowser } from '../use-cases/note-browser.ts';
import { OpenWebSession, type SignInRefusal } from '../use-cases/open-web-session.ts';
import { SignOut } from '../use-cases/sign-out.ts';
import { StartWebSignIn } from '../use-cases/start-web-sign-in.ts';
import { hostCookie } from './host-cookie.ts';
import { signInFailedPage } from './sign-in-failed-page.ts';

const signInQuery = z.object({
  returnTo: z.string().optional().catch(undefined),
  screen: z.literal('sign-up').optional().catch(undefined),
});

const callbackQuery = z.object({ state: z.string().regex(/^[\w.-]{8,500}$/) });

/**
 * The routes that browsers are redirected through, with whatever issuer. They answer with redirects
 * and pages of their own, so they are no contracts:
 *
 * - `GET /auth/sign-in?returnTo=&screen=sign-up` → 302 to the issuer
 * - `GET /auth/callback?code=&state=` → 302 back to where the person was, with the session's cookie
 * - `POST /auth/sign-out` without a body, from the same origin → 204, or 200 `{redirectTo}` when the
 *   browser has to sign out at the issuer too
 */
@Injectable()
export class IdentityRoutes implements PlainRoutes {
  readonly #origin: string;
  readonly #hosts: KnownHosts;
  readonly #startWebSignIn: StartWebSignIn;
  readonly #openWebSession: OpenWebSession;
  readonly #signOut: SignOut;
  readonly #noteBrowser: NoteBrowser;

  constructor(
    installation: Installation,
    hosts: KnownHosts,
    startWebSignIn: StartWebSignIn,
    openWebSession: OpenWebSession,
    signOut: SignOut,
    noteBrowser: NoteBrowser,
  ) {
    this.#origin = installation.origin;
    this.#hosts = hosts;
    this.#startWebSignIn = startWebSignIn;
    this.#openWebSession = openWebSession;
    this.#signOut = signOut;
    this.#noteBrowser = noteBrowser;
  }

  /** Adds the routes; errors are left to the application's error handler. */
  mount(app: FastifyInstance): void {
    const config = { limits: [issuerByAddress] };
    app.get('/auth/sign-in', { config }, (request, reply) => this.#leave(request, reply));
    app.get('/auth/callback', { config }, (request, reply) => this.#comeBack(request, reply));
    app.post('/auth/sign-out', { config }, (request, reply) => this.#end(request, reply));
  }

  async #leave(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { returnTo, screen } = signInQuery.parse(request.query);
    const ctx = this.#ctx('a browser starts to sign in', request);
    const started = await this.#startWebSignIn.run(ctx, { host: request.host, returnTo, screen });
    const name = this.#flowCookie(started.state);
    return reply
      .header('set-cookie', this.#cookie(name, started.sealedFlow, flowSeconds))
      .header('cache-control', 'no-store')
      .redirect(started.location, 302);
  }

  async #comeBack(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('cache-control', 'no-store');
    const parsed = callbackQuery.safeParse(request.query);
    if (!parsed.success) return this.#fail(reply, 'not_asked_for');
    const { state } = parsed.data;
    const query = request.url.slice(request.url.indexOf('?'));
    const elsewhere = await this.#hostThatWaits(request, state);
    if (elsewhere) return reply.redirect(`${elsewhere}/auth/callback${query}`, 302);
    const flowCookie = this.#flowCookie(state);
    const sealedFlow = readOwnCookie(request, flowCookie);
    if (!sealedFlow) return this.#fail(reply, 'not_asked_for');
    const ctx = this.#ctx('a browser comes back from the issuer', request);
    const opened = await this.#openWebSession.run(ctx, { host: request.host, query, sealedFlow });
    reply.header('set-cookie', this.#cookie(flowCookie, '', 0));
    if (!opened.ok) return this.#fail(reply, opened.refusal);
    const { sessionToken, returnTo } = opened.value;
    await this.#noteBrowser.run(ctx, {
      sessionToken,
      userAgent: request.headers['user-agent'],
      address: callerOf(request).address,
    });
    const session = sessionCookieName(this.#origin);
    return reply
      .header('set-cookie', this.#cookie(session, sessionToken, sessionSeconds))
      .redirect(returnTo, 302);
  }

  /**
   * An issuer that knows one address of ours sends every browser back to the platform's host: it
   * goes on to the host that it left, if that is ours. A code is worth nothing without the cookie
   * of that host.
   */
  async #hostThatWaits(request: FastifyRequest, state: string): Promise<string | undefined> {
    const host = hostOfState(state);
    if (host === undefined || host === request.host) return undefined;
    const here = await this.#hosts.find(request.host);
    const there = await this.#hosts.find(host);
    return here?.isPlatform && there ? originOfHost(this.#origin, host) : undefined;
  }

  async #end(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    this.#requireSameOrigin(request);
    const name = sessionCookieName(this.#origin);
    const token = readOwnCookie(request, name);
    const ctx = this.#ctx('a browser signs out', request);
    const { host } = request;
    const goTo = token && (await this.#signOut.run(ctx, { sessionToken: token, host }));
    reply.header('set-cookie', this.#cookie(name, '', 0)).header('cache-control', 'no-store');
    return goTo ? reply.send({ redirectTo: goTo.href }) : reply.code(204).send();
  }

  #fail(reply: FastifyReply, reason: SignInRefusal): FastifyReply {
    return reply
      .code(400)
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
      .type('text/html; charset=utf-8')
      .send(signInFailedPage(reason));
  }

  /** Every browser sends one of the two with a POST; what sends neither has no cookie to lose. */
  #requireSameOrigin(request: FastifyRequest): void {
    const site = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    const own = `${new URL(this.#origin).protocol}//${request.host}`;
    const isSame = site === undefined ? origin === own : site === 'same-origin';
    if (!isSame) throw new AppError('forbidden', { detail: 'Sign out from the site itself.' });
  }

  /** One cookie a sign-in, so that two tabs do not take each other's. */
  #flowCookie(state: string): string {
    return `${cookiePrefix(this.#origin)}edumaster_sign_in_${state.slice(0, 8)}`;
  }

  #cookie(name: string, value: string, maxAgeSeconds: number): string {
    return hostCookie(name, value, { isSecure: this.#origin.startsWith('https:'), maxAgeSeconds });
  }

  #ctx(reason: string, request: FastifyRequest) {
    return systemCtx(reason, { correlationId: request.id, now: new Date() });
  }
}
