import type { FastifyInstance } from 'fastify';

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Sent {
  /** As JSON. */
  readonly body?: object;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Outgoing {
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | object;
}

type Incoming = Omit<Page, 'url'> & { readonly cookies: readonly string[] };

/** Keeps cookies by host and path and follows redirects, as a browser does. */
export class TestBrowser {
  readonly app: FastifyInstance;
  readonly #elsewhere: readonly string[];
  #cookies: Cookie[] = [];

  /** @param elsewhere origins that are reached over the network */
  constructor(app: FastifyInstance, elsewhere: readonly string[] = []) {
    this.app = app;
    this.#elsewhere = elsewhere;
  }

  /** One request, without following. */
  async request(method: Method, address: string, options: Sent = {}): Promise<Page> {
    const url = new URL(address);
    const { body, form } = options;
    const headers = {
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...options.headers,
      cookie: this.cookieHeader(address),
    };
    const payload = form ? new URLSearchParams(form).toString() : body;
    const sent = { method, headers, ...(payload === undefined ? {} : { payload }) };
    const isElsewhere = this.#elsewhere.includes(url.origin);
    const answer = await (isElsewhere ? overNetwork(url, sent) : this.#inject(url, sent));
    for (const line of answer.cookies) this.#keep(url, line);
    return { url, ...answer };
  }

  async #inject(url: URL, { method, headers, payload }: Outgoing): Promise<Incoming> {
    const answer = await this.app.inject({
      method,
      url: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host },
      ...(payload === undefined ? {} : { payload }),
    });
    const { statusCode: status, body } = answer;
    const cookies = [answer.headers['set-cookie'] ?? []].flat();
    return { status, headers: answer.headers, body, cookies };
  }

  /** Goes there and follows redirects until a page, or an address that this server has not. */
  async visit(address: string): Promise<Page> {
    let page = await this.request('GET', address);
    for (let hops = 0; page.status >= 300 && page.status < 400; hops += 1) {
      if (hops === 12) throw new Error(`redirected for ever, last to ${page.url.href}`);
      page = await this.request('GET', new URL(String(page.headers['location']), page.url).href);
    }
    return page;
  }

  /** Names of the cookies that are sent to this address. */
  cookiesFor(address: string): readonly string[] {
    return this.#matching(new URL(address)).map(({ name }) => name);
  }

  cookie(address: string, name: string): string | undefined {
    return this.#matching(new URL(address)).find((cookie) => cookie.name === name)?.value;
  }

  /** As if somebody had planted it, for example from another host of the same site. */
  setCookie(address: string, name: string, value: string): void {
    this.#cookies.push({ host: new URL(address).hostname, path: '/', name, value });
  }

  /** What is sent to this address. */
  cookieHeader(address: string | URL): string {
    return this.#matching(new URL(address))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #matching(url: URL): readonly Cookie[] {
    return this.#cookies.filter(
      ({ host, path }) =>
        host === url.hostname &&
        (path === '/' || url.pathname === path || url.pathname.startsWith(`${path}/`)),
    );
  }

  #keep(url: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(name.length + 1);
    const attribute = (key: string) =>
      attributes.find((part) => part.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const path = attribute('path') ?? '/';
    const expires = attribute('expires');
    const isGone =
      attribute('max-age') === '0' || (expires !== undefined && new Date(expires) < new Date());
    this.#cookies = this.#cookies.filter(
      (known) => known.host !== url.hostname || known.path !== path || known.name !== name,
    );
    if (!isGone) this.#cookies.push({ host: url.hostname, path, name, value });
  }
}

async function overNetwork(url: URL, { method, headers, payload }: Outgoing): Promise<Incoming> {
  const body = typeof payload === 'object' ? JSON.stringify(payload) : payload;
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
    cookies: response.headers.getSetCookie(),
  };
}
