import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, buildConnector, request as send } from 'undici';
import { checkedUrl, type UrlRules } from './checked-url.ts';
import { explainFailure } from './explain-failure.ts';
import { allowList, isInside } from './inside-addresses.ts';
import { OutgoingHttpError } from './outgoing-http-error.ts';
import { readBody } from './read-body.ts';

/** The addresses of a name. @throws Error when there is no such name */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

export interface OutgoingHttpOptions extends UrlRules {
  /** Bytes of a body; by default 1 MiB. */
  readonly maxBytes?: number;
  /** Of the whole, from the name to the last byte; by default 10 s. */
  readonly totalMilliseconds?: number;
  /** To a connection with TLS; until the headers; between two pieces of the body. By default 5 s. */
  readonly stepMilliseconds?: number;
  /**
   * Networks inside that may be asked all the same, in CIDR notation: the identity provider of a
   * company that runs EduMaster for itself. The operator says so, never a person who uses the site.
   */
  readonly allowedNetworks?: readonly string[];
  /** Trusted besides the machine's own authorities. */
  readonly ca?: string;
  /** By default that of the machine. */
  readonly resolve?: Resolver;
}

export interface OutgoingRequest {
  readonly url: string;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

export interface OutgoingResponse {
  /** Also that of a redirect, which is not followed: its target is in `headers.location`. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const mebibyte = 1024 * 1024;
const maxHeaderBytes = 16 * 1024;

/** Of the connection, or of the client that makes it: a caller's would be said beside ours. */
const ownHeaders = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/**
 * HTTP to addresses that somebody else chose: webhooks, metadata of identity providers, pictures.
 * Every request resolves the name once, refuses it when any of its addresses leads inside, and
 * connects to one of those that it has looked at; the name stays in Host and SNI. Nothing is kept
 * between requests, redirects are not followed, no proxy of the environment is used, and a body is
 * taken as it is sent, never unpacked.
 */
export class OutgoingHttp {
  readonly #options: OutgoingHttpOptions;
  readonly #isAllowed: (address: string) => boolean;

  constructor(options: OutgoingHttpOptions = {}) {
    this.#options = options;
    this.#isAllowed = allowList(options.allowedNetworks ?? []);
  }

  /** @throws OutgoingHttpError; an abort of the caller's own signal is thrown as it is */
  async send(request: OutgoingRequest): Promise<OutgoingResponse> {
    const url = checkedUrl(request.url, this.#options);
    const timeout = AbortSignal.timeout(this.#options.totalMilliseconds ?? 10_000);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    try {
      const address = await this.#resolve(url.hostname, signal);
      return await this.#ask(url, address, { ...request, signal });
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      throw explainFailure(error);
    }
  }

  /** The one address that is connected to. All must be outside: with some inside, none is trusted. */
  async #resolve(hostname: string, signal: AbortSignal): Promise<string> {
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    const resolve = this.#options.resolve ?? resolveHere;
    const addresses =
      isIP(literal) === 0 ? await unlessAborted(resolve(hostname), signal) : [literal];
    const [first] = addresses;
    if (first === undefined) throw new OutgoingHttpError('unreachable', 'There is no such host');
    if (addresses.some((address) => isInside(address) && !this.#isAllowed(address))) {
      throw new OutgoingHttpError('address_refused', 'This address is not on the public internet');
    }
    return first;
  }

  async #ask(
    url: URL,
    address: string,
    request: OutgoingRequest & { signal: AbortSignal },
  ): Promise<OutgoingResponse> {
    const { maxBytes = mebibyte, stepMilliseconds = 5_000 } = this.#options;
    const agent = new Agent({
      connect: this.#connectorTo(address, stepMilliseconds),
      headersTimeout: stepMilliseconds,
      bodyTimeout: stepMilliseconds,
      maxHeaderSize: maxHeaderBytes,
      pipelining: 0,
    });
    try {
      const answer = await send(url, {
        dispatcher: agent,
        method: request.method ?? 'GET',
        headers: headersOf(request.headers),
        body: request.body ?? null,
        signal: request.signal,
      });
      const { statusCode: status, headers } = answer;
      return { status, headers, body: await readBody(answer, maxBytes) };
    } finally {
      // Whatever is still under way belongs to an answer that nobody waits for.
      await agent.destroy();
    }
  }

  /** Opens sockets to this address, whatever name they are asked for by. */
  #connectorTo(address: string, timeout: number): buildConnector.connector {
    const { ca } = this.#options;
    const connect = buildConnector({
      timeout,
      allowH2: false,
      maxCachedSessions: 0,
      minVersion: 'TLSv1.2',
      ...(ca === undefined ? {} : { ca }),
    });
    return (options, done) => {
      const { hostname, protocol } = options;
      const isName = isIP(hostname.replace(/^\[(.*)\]$/, '$1')) === 0;
      const name = isName && protocol === 'https:' ? { servername: hostname } : {};
      connect({ ...options, ...name, hostname: address }, done);
    };
  }
}

async function resolveHere(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}

/** A look-up cannot be called back; nobody waits for it any more. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function headersOf(given: Readonly<Record<string, string>> = {}): Record<string, string> {
  const names = Object.keys(given).map((name) => name.toLowerCase());
  const refused = names.find((name) => ownHeaders.has(name));
  if (refused !== undefined) throw new Error(`the header ${refused} is not the caller's to set`);
  const agent = names.includes('user-agent') ? {} : { 'user-agent': 'EduMaster' };
  return { ...given, ...agent, 'accept-encoding': 'identity' };
}
