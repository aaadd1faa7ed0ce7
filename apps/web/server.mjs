// Serves the built application on a unix socket, as a child of the server.
//
//   EDUMASTER_WEB_SOCKET  path of the socket (at most 107 bytes)
//   EDUMASTER_API_URL     where the pages reach the API, for example http://127.0.0.1:3000
//
// Prints {"ready":true} when it listens. SIGTERM lets requests end. It dies with its parent: the
// parent keeps the child's stdin open as a pipe, whose end is reported even after `kill -9`.
//
// The same file runs in the checkout (dir = apps/web) and in `.next/standalone/apps/web`.
import { fstatSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { EDUMASTER_WEB_SOCKET: socket, EDUMASTER_API_URL: apiUrl } = process.env;
if (!socket || !apiUrl) fail('EDUMASTER_WEB_SOCKET and EDUMASTER_API_URL must be set');
if (Buffer.byteLength(socket) > 107) fail(`the socket's path is longer than 107 bytes: ${socket}`);

const dir = import.meta.dirname;
const drainMs = 10_000;
// Above the 60 s after which the edge's pool drops a connection that has nothing to do: the side
// that sends requests must be the one that closes.
const keepAliveMs = 65_000;

process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';
process.chdir(dir);
globalThis[Symbol.for('edumaster.web.settings')] = { apiUrl: apiUrl.replace(/\/$/, '') };

// As the standalone server does: the configuration of the build, so that next.config.ts, which
// would need a compiler, is not loaded.
const built = readFileSync(join(dir, '.next/required-server-files.json'), 'utf8');
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(JSON.parse(built).config);

const require = createRequire(import.meta.url);
require('next');
// Internal: `server.js` of the standalone build cannot listen on a socket, and `startServer` writes
// the socket's path into redirects. Next's version is pinned, and tests/api/renderer.test.ts covers it.
const { getRequestHandlers } = require('next/dist/server/lib/start-server');

const server = createServer();
server.keepAliveTimeout = keepAliveMs;
server.headersTimeout = keepAliveMs + 1_000;
const handlers = await getRequestHandlers({
  dir,
  server,
  port: 0,
  hostname: 'localhost',
  isDev: false,
  keepAliveTimeout: keepAliveMs,
  quiet: true,
});

server.on('request', (request, response) => {
  handlers.requestHandler(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
// Live connections end at the edge; an upgrade that came this far would never be answered.
server.removeAllListeners('upgrade');
server.on('upgrade', (_request, connection) => connection.destroy());

// A socket file that outlived a kill would refuse the new one.
rmSync(socket, { force: true });
server.listen(socket, () => console.log(JSON.stringify({ ready: true })));
server.on('error', (error) => fail(error.message));

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);
if (isHeldByParent(0)) process.stdin.on('end', stop).on('error', stop).resume();

function stop() {
  if (stopping) return;
  stopping = true;
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => {
    server.closeAllConnections();
    process.exit(0);
  }, drainMs).unref();
}

/** A pipe ends with the process that holds its other end; a terminal or /dev/null says nothing. */
function isHeldByParent(descriptor) {
  const stdin = fstatSync(descriptor);
  return stdin.isFIFO() || stdin.isSocket();
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
