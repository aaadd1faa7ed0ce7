import { readOwnCookie } from '@edumaster/http/server';
import { AppError, systemCtx } from '@edumaster/kernel';
import { Installation, type PlainRoutes } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { providerId as providerIdField } from '../contracts/linked-sign-ins.ts';
import { issuerByAddress } from '../contracts/limits.ts';
import { interaction } from '../contracts/sign-in.ts';
import { Identity } from '../index.ts';
import { KnownHosts } from '../known-hosts.ts';
import { providerCallbackPath } from '../providers/provider-client.ts';
import type { ProviderFlow } from '../providers/provider-flow.ts';
import { sessionCookieName } from '../session-cookie.ts';
import { BeginProviderSignIn } from '../use-cases/begin-provider-sign-in.ts';
import { LinkForeignIdentity } from '../use-cases/link-foreign-identity.ts';
import { SignInByProvider } from '../use-cases/sign-in-by-provider.ts';
import { ProviderCookie } from './provider-cookie.ts';
import { SignInCookie } from './sign-in-cookie.ts';
import { signInFailedPage } from './sign-in-failed-page.ts';

const params = interaction.extend({ providerId: providerIdField });

/** Where a person looks after their ways to sign in. */
const securityPage = '/account/security';

/** What there is to do on the way. */
@Injectable()
export class ProviderJourneys {
  readonly begin: BeginProviderSignIn;
  readonly signIn: SignInByProvider;
  readonly link: LinkForeignIdentity;

  constructor(begin: BeginProviderSignIn, signIn: SignInByProvider, link: LinkForeignIdentity) {
    this.begin = begin;
    this.signIn = signIn;
    this.link = link;
  }
}

/**
 * The ways of browsers through providers, on the platform's host. They answer with redirects:
 *
 * - `GET /sign-in/:uid/providers/:id` → 302 to the provider
 * - `GET /auth/provider-callback?…` → 302 back to the sign-in that it belongs to, since only there
 *   its cookie is sent, or for a link the work itself and back to the settings
 * - `GET /sign-in/:uid/providers/:id/answer?…` → 302 on, or back to the sign-in page
 */
@Injectable()
export class ProviderRedirects implements PlainRoutes {
  readonly #origin: string;
  readonly #hosts: KnownHosts;
  readonly #identity: Identity;
  readonly #journeys: ProviderJourneys;
  readonly #away: ProviderCookie;
  readonly #steps: SignInCookie;

  constructor(
    installation: Installation,
    hosts: KnownHosts,
    identity: Identity,
    journeys: ProviderJourneys,
    away: ProviderCookie,
    steps: SignInCookie,
  ) {
    this.#origin = installation.origin;
    this.#hosts = hosts;
    this.#identity = identity;
    this.#journeys = journeys;
    this.#away = away;
    this.#steps = steps;
  }

  mount(app: FastifyInstance): void {
    const config = { limits: [issuerByAddress] };
    const options = { config };
    const below = '/sign-in/:uid/providers/:providerId';
    app.get(below, options, (request, reply) => this.#leave(request, reply));
    app.get(`${below}/answer`, options, (request, reply) => this.#answer(request, reply));
    app.get(providerCallbackPath, options, (request, reply) => this.#comeBack(request, reply));
  }

  async #leave(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { uid, providerId } = requireParams(request);
    const ctx = systemCtx('a browser leaves for a provider', nowOf(request));
    const purpose = { kind: 'sign-in', uid } as const;
    const back = (code: string) => redirect(reply, signInPage(uid, code));
    try {
      const departure = await this.#journeys.begin.run(ctx, { providerId, purpose });
      this.#away.write(reply, departure);
      return redirect(reply, departure.location);
    } catch (error) {
      return back(codeOf(error));
    }
  }

  async #comeBack(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { state } = request.query as { state?: unknown };
    const flow = this.#away.read(request, state, new Date());
    if (!flow) return fail(reply);
    if (flow.purpose.kind === 'link') return this.#link(request, reply, flow);
    const { uid } = flow.purpose;
    const page = `/sign-in/${uid}/providers/${flow.providerId}/answer`;
    return redirect(reply, `${page}${queryOf(request)}`);
  }

  async #answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { uid, providerId } = requireParams(request);
    const { state } = request.query as { state?: unknown };
    const ctx = systemCtx('a person signs in by a provider', nowOf(request));
    const flow = this.#away.read(request, state, ctx.now);
    const isOurs = flow?.purpose.kind === 'sign-in' && flow.purpose.uid === uid;
    if (!flow || !isOurs || flow.providerId !== providerId) return fail(reply);
    this.#away.clear(reply, flow);
    const at = { uid, request: request.raw, response: reply.raw };
    try {
      const query = queryOf(request);
      const answered = await this.#journeys.signIn.run(ctx, { at, flow, query });
      if (!answered.ok) return redirect(reply, signInPage(uid, answered.refusal));
      const step = answered.value;
      if (step.next === 'go-on') return redirect(reply, step.redirectTo);
      this.#steps.write(reply, uid, step.progress);
      return redirect(reply, signInPage(uid));
    } catch (error) {
      return redirect(reply, signInPage(uid, codeOf(error)));
    }
  }

  async #link(
    request: FastifyRequest,
    reply: FastifyReply,
    flow: ProviderFlow,
  ): Promise<FastifyReply> {
    this.#away.clear(reply, flow);
    const { purpose } = flow;
    const session = readOwnCookie(request, sessionCookieName(this.#origin));
    const host = await this.#hosts.find(request.host);
    if (purpose.kind !== 'link' || !session || !host?.isPlatform) return fail(reply);
    const { tenantId } = host;
    const { actor, signIn } = await this.#identity.authenticate(tenantId, { session });
    // Whoever signed in here meanwhile, or acts as somebody else, did not ask for this.
    const isAsker =
      actor.kind === 'user' &&
      actor.userId === purpose.personId &&
      actor.impersonatedBy === undefined &&
      signIn?.id === purpose.signInId;
    if (!isAsker) return fail(reply);
    const ctx = systemCtx('a person links an account elsewhere', nowOf(request));
    const by = { personId: purpose.personId, tenantId, actor };
    const linked = await this.#journeys.link.run(ctx, by, { flow, query: queryOf(request) });
    const said = linked.ok ? 'linked=1' : `failure=${linked.refusal}`;
    return redirect(reply, `${securityPage}?${said}`);
  }
}

function requireParams(request: FastifyRequest): { uid: string; providerId: string } {
  const parsed = params.safeParse(request.params);
  if (!parsed.success) throw new AppError('not_found');
  return parsed.data;
}

function signInPage(uid: string, failure?: string): string {
  return `/sign-in/${uid}${failure === undefined ? '' : `?failure=${failure}`}`;
}

/** What the page can say; anything else is a fault of ours. */
function codeOf(error: unknown): string {
  if (error instanceof AppError && error.definition.status !== 500) return error.code;
  throw error;
}

function queryOf({ url }: FastifyRequest): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}

function nowOf(request: FastifyRequest) {
  return { correlationId: request.id, now: new Date() };
}

function redirect(reply: FastifyReply, location: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(location, 302);
}

/** Not an answer to anything that this browser asked. */
function fail(reply: FastifyReply): FastifyReply {
  return reply
    .code(400)
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .type('text/html; charset=utf-8')
    .send(signInFailedPage('not_asked_for'));
}
