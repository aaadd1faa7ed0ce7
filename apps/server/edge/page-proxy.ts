import { pipeline } from 'node:stream/promises';
import { callerOf, readCookie } from '@edumaster/http/server';
import { sessionCookieName } from '@edumaster/identity';
import { AppError } from '@edumaster/kernel';
import './errors.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Pool } from 'undici';
import { PackedAssets, type RenderedAsset } from './packed-assets.ts';
import { PageOutages, type RenderedPage } from './page-outages.ts';
import { contentSecurityPolicy, newNonce, type OtherOrigins } from './page-security.ts';
import { privacyHeaders } from './private-pages.ts';
import { contextHeader, type SignedContext } from './signed-context.ts';
import type { WebProcess } from './web-process.ts';

/**
 * Of one connection between two hosts, not of the message (RFC 9110, 7.6.1). What `Expect` asks for
 * was answered by this server.
 */
const hopByHop = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const outageRetrySeconds = 2;

const apiPrefixes = /^\/(api|oidc|auth|u|v)(\/|$)/;

interface PageParts {
  readonly web: Pick<WebProcess, 'isReady' | 'socket'>;
  readonly signedContext: SignedContext;
  /** The platform's public one; its scheme is that of every host. */
  readonly origin: string;
  readonly otherOrigins: OtherOrigins;
  /** Refuses a host that nobody has: nothing is rendered for it. */
  readonly requireTenant: (host: string) => Promise<void>;
}

/** Everything that no route answers is a page, rendered by the child behind its socket. */
export function proxyPages(app: FastifyInstance, parts: PageParts): void {
  const { web } = parts;
  const outages = new PageOutages();
  outages.watch(app);
  const pool = new Pool('http://pages', {
    socketPath: web.socket,
    connections: 32,
    // Below the renderer's own keep-alive, so that it never closes a connection under a request.
    keepAliveTimeout: 30_000,
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
  });
  app.addHook('onClose', () => pool.close());
  const assets = new PackedAssets((path, request) => loadAsset(pool, path, request));
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' || request.method === 'HEAD';
    if (!isPage || apiPrefixes.test(targetOf(request))) throw new AppError('not_found');
    await parts.requireTenant(request.host);
    if (!web.isReady) throw new AppError('web_unavailable', { retryAfterSeconds: 1 });
    if (await assets.answer(targetOf(request), request, reply)) return reply;
    const page = outages.begin(request.id);
    reply.raw.once('close', () => page.end());
    return forward({ ...parts, pool, page }, request, reply);
  });
}

/**
 * Path and query. A request may name the whole address instead (RFC 9112, 3.2.2), and the renderer
 * would redirect to whatever host that names.
 */
function targetOf({ url }: FastifyRequest): string {
  if (url.startsWith('/')) return url;
  const address = URL.parse(url);
  if (!address) throw new AppError('not_found');
  return `${address.pathname}${address.search}`;
}

async function loadAsset(
  pool: Pool,
  path: string,
  request: FastifyRequest,
): Promise<RenderedAsset> {
  const headers = { host: request.headers.host ?? '' };
  try {
    const answer = await pool.request({ method: 'GET', path, headers });
    const bytes = await answer.body.arrayBuffer();
    return { status: answer.statusCode, headers: answer.headers, bytes };
  } catch (cause) {
    throw new AppError('web_unavailable', { retryAfterSeconds: 1, cause });
  }
}

interface Forwarding extends PageParts {
  readonly pool: Pool;
  readonly page: RenderedPage;
}

async function forward(
  { pool, page, signedContext, origin, otherOrigins }: Forwarding,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const policy = contentSecurityPolicy(newNonce(), otherOrigins);
  const gone = new AbortController();
  request.raw.once('close', () => {
    if (!reply.raw.writableEnded) gone.abort();
  });
  const answer = await pool
    .request({
      method: request.method as 'GET' | 'HEAD',
      path: targetOf(request),
      headers: {
        ...passedOn(request.headers),
        host: request.headers.host ?? '',
        // The renderer gives its inline scripts the nonce that it finds here.
        'content-security-policy': policy,
        'x-correlation-id': request.id,
        // Overwritten, since a visitor can send them too.
        'x-forwarded-host': request.headers.host ?? '',
        'x-forwarded-proto': new URL(origin).protocol.slice(0, -1),
        [contextHeader]: signedContext.sign({
          host: request.headers.host ?? '',
          address: callerOf(request).address,
        }),
      },
      signal: gone.signal,
    })
    .catch((cause: unknown) => {
      // A visitor who leaves before the answer is no failure either.
      if (gone.signal.aborted) return undefined;
      throw new AppError('web_unavailable', { retryAfterSeconds: 1, cause });
    });
  reply.hijack();
  if (!answer) return;
  for (const [name, value] of Object.entries(reply.getHeaders())) setHeader(reply, name, value);
  for (const [name, value] of Object.entries(passedOn(answer.headers)))
    setHeader(reply, name, value);
  const contentType = String(answer.headers['content-type'] ?? '');
  if (contentType.includes('text/html')) {
    reply.raw.setHeader('content-security-policy', policy);
  } else if (contentType.includes('javascript')) {
    // A worker goes by the policy of its own file, and by the page's when that has none.
    reply.raw.removeHeader('content-security-policy');
  }
  const path = targetOf(request).split('?', 1)[0] ?? '';
  const hasSession = readCookie(request, sessionCookieName(origin)) !== undefined;
  const added = privacyHeaders({ path, hasSession, contentType });
  for (const [name, value] of Object.entries(added)) setHeader(reply, name, value);
  const isOutage = answer.statusCode === 500 && page.lacksAnswers();
  if (isOutage) reply.raw.setHeader('retry-after', outageRetrySeconds);
  reply.raw.writeHead(isOutage ? 503 : answer.statusCode);
  // A visitor who leaves in the middle is no failure.
  await pipeline(answer.body, reply.raw).catch(() => reply.raw.destroy());
}

type Headers = Readonly<Record<string, string | string[] | number | undefined>>;

function passedOn(headers: Headers): Record<string, string | string[]> {
  const named = new Set(
    String(headers['connection'] ?? '')
      .toLowerCase()
      .split(/\s*,\s*/),
  );
  const kept = Object.entries(headers).filter(
    ([name, value]) => value !== undefined && !hopByHop.has(name) && !named.has(name),
  );
  return Object.fromEntries(kept) as Record<string, string | string[]>;
}

function setHeader(
  reply: FastifyReply,
  name: string,
  value: string | number | string[] | undefined,
): void {
  if (value !== undefined) reply.raw.setHeader(name, value);
}
