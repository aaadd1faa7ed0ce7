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

/** Keeps cookies by host and path and follows redirects, as a browser does. */
export class TestBrowser {
  readonly app: FastifyInstance;
  #cookies: Cookie[] = [];

  constructor(app: FastifyInstance) {
    this.app = app;
  }

  /** One request, without following. */
  async request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    address: string,
    options: { body?: object; headers?: Record<string, string> } = {},
  ): Promise<Page> {
    const url = new URL(address);
    const answer = await this.app.inject({
      method,
      url: `${url.pathname}${url.search}`,
      headers: { ...options.headers, host: url.host, cookie: this.cookieHeader(url) },
      ...(options.body ? { payload: options.body } : {}),
    });
    const given = [answer.headers['set-cookie'] ?? []].flat();
    for (const line of given) this.#keep(url, line);
    const { statusCode: status, headers, body } = answer;
    return { url, status, headers, body };
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

  /** The header that is sent to this address. */
  cookieHeader(url: URL): string {
    return this.#matching(url)
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
