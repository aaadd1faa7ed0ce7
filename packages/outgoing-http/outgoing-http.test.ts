import { once } from 'node:events';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { selfSigned } from '@edumaster/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { OutgoingHttp, type OutgoingHttpOptions, outgoingFetch } from './index.ts';

const certificate = selfSigned('hooks.example');
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(
  listener: RequestListener,
  { isPlain = false, name = certificate } = {},
): Promise<{ url: string; names: readonly (string | false | null)[] }> {
  const names: (string | false | null)[] = [];
  const server = isPlain ? createHttp(listener) : createHttps(name, listener);
  server.on('secureConnection', ({ servername }) => names.push(servername));
  server.on('tlsClientError', () => {});
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http${isPlain ? '' : 's'}://hooks.example:${port}`, names };
}

const client = (options: OutgoingHttpOptions = {}) =>
  new OutgoingHttp({
    ports: 'any',
    allowHttp: true,
    ca: certificate.cert,
    allowedNetworks: ['127.0.0.0/8'],
    resolve: async () => ['127.0.0.1'],
    ...options,
  });

describe('a request', () => {
  it('keeps the name in TLS and Host, and brings what it was given', async () => {
    const { url, names } = await serve(async (request, response) => {
      const { method, url: path, headers } = request;
      response.setHeader('x-two', ['a', 'b']);
      response.statusCode = 201;
      response.end(JSON.stringify({ method, path, headers, body: await text(request) }));
    });
    const answer = await client().send({
      url: `${url}/hook?a=1#part`,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Signature': 'abc' },
      body: '{"n":1}',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers['x-two']).toEqual(['a', 'b']);
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      method: 'POST',
      path: '/hook?a=1',
      body: '{"n":1}',
      headers: { host: new URL(url).host, 'x-signature': 'abc', 'accept-encoding': 'identity' },
    });
    expect(names).toEqual(['hooks.example']);
  });

  it('to a name with a dot behind is the same request', async () => {
    const { url, names } = await serve((request, response) => response.end(request.headers.host));
    const { body } = await client().send({ url: url.replace('.example', '.example.') });
    expect(body.toString()).toBe(new URL(url).host);
    expect(names).toEqual(['hooks.example']);
  });

  it.each(['Host', 'connection', 'Transfer-Encoding', 'content-length', 'accept-encoding'])(
    'does not take the header %s from its caller',
    async (name) => {
      const { url } = await serve((_request, response) => response.end());
      await expect(client().send({ url, headers: { [name]: 'x' } })).rejects.toThrow(
        /not the caller/,
      );
    },
  );

  it('does not take a line break in a header', async () => {
    const { url } = await serve((_request, response) => response.end());
    await expect(client().send({ url, headers: { 'x-a': 'b\r\nx-c: d' } })).rejects.toThrow();
  });
});

describe('trust', () => {
  const other = selfSigned('evil.example');

  it.each([
    ['of nobody known', certificate, other.cert],
    ['of another name', other, other.cert],
  ])('is not given to a certificate %s', async (_, name, ca) => {
    let requests = 0;
    const { url } = await serve(
      (_request, response) => {
        requests += 1;
        response.end();
      },
      { name },
    );
    await expect(client({ ca }).send({ url })).rejects.toMatchObject({ code: 'untrusted' });
    expect(requests).toBe(0);
  });

  it('plain http is asked only where it is allowed', async () => {
    const { url } = await serve((_request, response) => response.end('plain'), { isPlain: true });
    await expect(client({ allowHttp: false }).send({ url })).rejects.toMatchObject({
      code: 'address_refused',
    });
    expect((await client().send({ url })).body.toString()).toBe('plain');
  });

  it('a port is asked only where it is allowed', async () => {
    const { url } = await serve((_request, response) => response.end());
    const port = Number(new URL(url).port);
    await expect(client({ ports: [] }).send({ url })).rejects.toMatchObject({
      code: 'address_refused',
    });
    expect((await client({ ports: [port] }).send({ url })).status).toBe(200);
  });
});

describe('an answer', () => {
  const tooLarge = { code: 'too_large' };

  it('that says that it is too large is not read', async () => {
    const { url } = await serve((_request, response) => response.end(Buffer.alloc(2_001)));
    await expect(client({ maxBytes: 2_000 }).send({ url })).rejects.toMatchObject(tooLarge);
    const { body } = await client({ maxBytes: 2_001 }).send({ url });
    expect(body).toHaveLength(2_001);
  });

  it('that never ends is cut off', async () => {
    let sent = 0;
    const { url } = await serve((_request, response) => {
      const timer = setInterval(() => {
        sent += 10_000;
        response.write(Buffer.alloc(10_000));
      }, 1);
      response.on('close', () => clearInterval(timer));
    });
    await expect(client({ maxBytes: 100_000 }).send({ url })).rejects.toMatchObject(tooLarge);
    expect(sent).toBeLessThan(5_000_000);
  });

  it('that was packed is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const { url } = await serve((_request, response) =>
      response.setHeader('content-encoding', 'gzip').end(bomb),
    );
    const { body } = await client().send({ url });
    expect(body.equals(bomb)).toBe(true);
  });

  it('with endless headers is not taken', async () => {
    const { url } = await serve((_request, response) =>
      response.setHeader('x-long', 'x'.repeat(20_000)).end(),
    );
    await expect(client().send({ url })).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('time', () => {
  const timedOut = { code: 'timed_out' };
  const quick = { stepMilliseconds: 200, totalMilliseconds: 600 };

  it('runs out when no headers come', async () => {
    const { url } = await serve(() => {});
    await expect(client(quick).send({ url })).rejects.toMatchObject(timedOut);
  });

  it('runs out when the body stands still', async () => {
    const { url } = await serve((_request, response) => response.write('a'));
    await expect(client(quick).send({ url })).rejects.toMatchObject(timedOut);
  });

  it('runs out when the body trickles', async () => {
    const { url } = await serve((_request, response) => {
      const timer = setInterval(() => response.write('a'), 50);
      response.on('close', () => clearInterval(timer));
    });
    await expect(client(quick).send({ url })).rejects.toMatchObject(timedOut);
  });

  it('runs out when the name is never found', async () => {
    const http = client({ ...quick, resolve: () => new Promise(() => {}) });
    await expect(http.send({ url: 'https://slow.example/' })).rejects.toMatchObject(timedOut);
  });

  it('ends when the caller has enough, with the caller’s reason', async () => {
    const { url } = await serve(() => {});
    const enough = new AbortController();
    const sending = client().send({ url, signal: enough.signal });
    enough.abort(new Error('the person left'));
    await expect(sending).rejects.toThrow('the person left');
  });
});

describe('a server', () => {
  it('that nobody runs, or that hangs up, is unreachable', async () => {
    const { url } = await serve((request) => request.socket.destroy());
    await expect(client().send({ url })).rejects.toMatchObject({ code: 'unreachable' });
    for (const server of servers) server.close();
    await expect(client().send({ url })).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('without an address is unreachable', async () => {
    const missing = async () => {
      throw Object.assign(new Error('nothing'), { code: 'ENOTFOUND' });
    };
    for (const resolve of [missing, async () => []]) {
      const sending = client({ resolve }).send({ url: 'https://nobody.example/' });
      await expect(sending).rejects.toMatchObject({ code: 'unreachable' });
    }
  });

  it('that is not there is not named in the failure', async () => {
    const { url } = await serve((request) => request.socket.destroy());
    const failure = await client()
      .send({ url: `${url}/secret-path` })
      .catch((error: Error) => error);
    expect(JSON.stringify(failure) + String((failure as Error).stack)).not.toContain('secret-path');
    expect((failure as Error).cause).toBeUndefined();
  });
});

describe('in the form of fetch', () => {
  it('it brings a body and gives a Response', async () => {
    const { url } = await serve(async (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ got: await text(request), type: request.headers['x-type'] }));
    });
    const response = await outgoingFetch(client())(url, {
      method: 'POST',
      body: 'hello',
      headers: { 'x-type': 'a' },
    });
    expect(await response.json()).toEqual({ got: 'hello', type: 'a' });
  });

  it('a redirect and an answer without a body are given as they are', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/gone') response.writeHead(204).end();
      else response.writeHead(301, { location: 'http://127.0.0.1/' }).end();
    });
    const ask = outgoingFetch(client());
    expect((await ask(`${url}/gone`)).status).toBe(204);
    const redirect = await ask(url);
    expect([redirect.status, redirect.headers.get('location')]).toEqual([301, 'http://127.0.0.1/']);
  });

  it('an address inside is refused there too', async () => {
    const ask = outgoingFetch(new OutgoingHttp());
    await expect(ask('https://169.254.169.254/')).rejects.toMatchObject({
      code: 'address_refused',
    });
  });
});
