const password = 'a password of a bench';

/** Somebody who signs in again and again, by programs and in a browser. */
export class SignedInCaller {
  readonly email: string;
  readonly #url: string;
  #refreshToken: string;
  /** Of the issuer: who has it is not asked again. */
  #issuerCookies: string | undefined;

  private constructor(url: string, email: string, refreshToken: string) {
    this.#url = url;
    this.email = email;
    this.#refreshToken = refreshToken;
  }

  static async register(url: string): Promise<SignedInCaller> {
    const email = `${crypto.randomUUID()}@example.test`;
    const body = { email, password, name: 'Benno Bench' };
    const { refreshToken } = await post(`${url}/api/v1/auth/register`, body);
    return new SignedInCaller(url, email, String(refreshToken));
  }

  /** An access token that nobody has seen yet. */
  async newToken(): Promise<string> {
    const body = { refreshToken: this.#refreshToken };
    const { accessToken, refreshToken } = await post(`${this.#url}/api/v1/auth/refresh`, body);
    this.#refreshToken = String(refreshToken);
    return String(accessToken);
  }

  /** The cookie of a session that nobody has seen yet. */
  async newSession(): Promise<string> {
    const left = await visit(`${this.#url}/auth/sign-in`, '');
    const asked = await visit(left.location, this.#issuerCookies ?? '');
    const back = new URL(asked.location, this.#url).pathname.startsWith('/sign-in/')
      ? await this.#answer(new URL(asked.location, this.#url), asked.cookies)
      : asked.location;
    const opened = await visit(back, left.cookies);
    const session = opened.cookies.split('; ').find((pair) => /^\w*edumaster_session=/.test(pair));
    if (!session) throw new Error(`no session at ${back}`);
    return session;
  }

  /** @returns the address at which the browser comes back */
  async #answer(page: URL, cookies: string): Promise<string> {
    const response = await fetch(`${page.href}/password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookies },
      body: JSON.stringify({ email: this.email, password }),
    });
    const { redirectTo } = (await response.json()) as { readonly redirectTo: string };
    const resumed = await visit(redirectTo, cookies);
    this.#issuerCookies = resumed.cookies;
    return resumed.location;
  }
}

async function post(address: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${address} answered with ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

async function visit(address: string, cookie: string) {
  const response = await fetch(address, { redirect: 'manual', headers: { cookie } });
  await response.arrayBuffer();
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${address} leads nowhere: ${response.status}`);
  const given = response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
  return { location: new URL(location, address).href, cookies: given.join('; ') };
}
