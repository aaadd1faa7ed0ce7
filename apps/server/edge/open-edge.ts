import { isUtf8 } from 'node:buffer';
import type { Socket } from 'node:net';
import { AppError, newId } from '@edumaster/kernel';
import { sendProblem } from '@edumaster/http/server';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { SecurityHeaders } from './security-headers.ts';

/** Routes without a contract; every other one is refused at start. */
const plainRoutes = [
  /^\/api\/v1\/payments\/webhooks\//,
  /^\/\.well-known\/(security\.txt|change-password)$/,
  /^\/oidc(\/|$)/,
  /^\/auth\//,
  /^\/sign-in\//,
  /^\/u\//,
  /^\/v\//,
  /^\/r\//,
  /^\/images\//,
  /^\/dev\/mail(\/|$)/,
  /^\/sandbox-payments\//,
  /^\/(healthz|readyz)$/,
  /^\/api\/(docs|openapi\.json)/,
];

const bodyLimitBytes = 1024 * 1024;
const closeDeadlineMilliseconds = 8_000;
/**
 * A connection on which nothing moves for so long is cut: a client that hangs half-open would hold
 * its socket, and the file that it was sent, for ever.
 */
const silenceMilliseconds = 120_000;
const correlationIdPattern = /^[\w.:-]{1,128}$/;
/** Fastify's own limit of 100 is shorter than some titles as slugs, and is no answer of ours. */
const longestParameter = 1_000;

/** Of a server that nobody reaches from outside, such as a test's. */
const plainHeaders = new SecurityHeaders({ origin: 'http://localhost', hsts: 'off' });

/** The HTTP server of the one public port, without routes. */
export function openEdge(
  log: FastifyBaseLogger,
  security: SecurityHeaders = plainHeaders,
): FastifyInstance {
  const headersOf = (request: FastifyRequest) => ({
    'x-correlation-id': request.id,
    ...security.of({ host: request.headers.host ?? '', path: request.url }),
  });
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'correlationId',
    }),
    bodyLimit: bodyLimitBytes,
    requestIdHeader: false,
    genReqId: (request) => correlationIdOf(request.headers['x-correlation-id']),
    // A part of an upload may take as long as its line needs, but not stand still.
    requestTimeout: 0,
    connectionTimeout: silenceMilliseconds,
    keepAliveTimeout: 65_000,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: longestParameter },
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket, security.ofUnreadable()),
    // Of requests that reach no route, for example with a percent sign that encodes nothing.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headersOf(request));
      sendProblem(error, request, reply);
    },
  });
  takeJsonOnly(app);
  app.addHook('onRoute', (route) => {
    const hasContract = route.config && 'contract' in route.config;
    if (!hasContract && !plainRoutes.some((pattern) => pattern.test(route.url))) {
      throw new Error(`route ${route.url} has no contract`);
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headersOf(request));
  });
  app.addHook('onResponse', async (request, reply) => {
    const { contract } = request.routeOptions.config as { contract?: { id: string } };
    request.log.info(
      {
        route: contract?.id ?? request.routeOptions.url ?? 'page',
        method: request.method,
        // Signed addresses are secrets while they last, and queries may hold anything.
        path: contract ? pathOf(request.url) : undefined,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    );
  });
  app.setErrorHandler(sendProblem);
  endIdleConnectionsOnClose(app);
  return app;
}

/**
 * JSON in UTF-8, or nothing: a body of no bytes is no body, whatever type a client announces for
 * it. What a route asks for is then missed field by field.
 */
function takeJsonOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const body = Buffer.from(bytes);
    if (body.length === 0) done(null, undefined);
    else if (isUtf8(body)) parseJson(request, body.toString(), done);
    else done(new AppError('malformed_json', { detail: 'The body is not UTF-8' }), undefined);
  });
}

function correlationIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && correlationIdPattern.test(header) ? header : newId();
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

/**
 * A keep-alive connection that had a request in flight would hold the shutdown for ever: idle ones
 * are swept until all are gone, the rest is cut at the deadline.
 */
function endIdleConnectionsOnClose(app: FastifyInstance): void {
  const open = new Set<Socket>();
  app.server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', async () => {
    const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
    const cut = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, closeDeadlineMilliseconds);
    app.server.closeIdleConnections();
    app.server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(cut);
    });
  });
}
