import { json, visitor, type Visitor } from './visitor.ts';

export interface KeptCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly httpOnly: boolean;
}

interface SignedInBrowser {
  /** Sends the session's cookie. */
  readonly cookie: string;
  /** Of the platform's host, with those of its issuer: for a real browser. */
  readonly cookies: readonly KeptCookie[];
  /** With it, at an address; a write names its own site, as browsers do. */
  at(url: string): Pick<Visitor, 'send'>;
}

/** Signs in as a browser does, by the pages' own requests and without rendering one. */
export async function browserSession(
  url: string,
  form: { readonly email: string; readonly password: string },
): Promise<SignedInBrowser> {
  const jar = new Jar(url);
  const page = await jar.follow('/auth/sign-in');
  const answered = await jar.send(`${page.pathname}/password`, json('POST', form));
  if (!answered.ok) throw new Error(`not signed in: ${answered.status} ${await answered.text()}`);
  const { redirectTo } = (await answered.json()) as { redirectTo: string };
  await jar.follow(redirectTo);
  const cookie = `edumaster_session=${jar.value('edumaster_session')}`;
  return {
    cookie,
    cookies: jar.all(),
    at: (elsewhere) => ({
      send: (path, init = {}) =>
        visitor(elsewhere).send(path, {
          ...init,
          headers: {
            ...(init.headers as Record<string, string> | undefined),
            cookie,
            'sec-fetch-site': 'same-origin',
          },
        }),
    }),
  };
}

/** The cookies of one host by name; their paths do not matter where each request is ours. */
class Jar {
  readonly #url: string;
  readonly #cookies = new Map<string, KeptCookie>();

  constructor(url: string) {
    this.#url = url;
  }

  value(name: string): string {
    const found = this.#cookies.get(name);
    if (!found) throw new Error(`there is no cookie ${name}`);
    return found.value;
  }

  all(): readonly KeptCookie[] {
    return [...this.#cookies.values()].filter(({ value }) => value !== '');
  }

  async send(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = this.all()
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const answer = await visitor(this.#url).send(address, { ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const kept = keptCookie(line);
      this.#cookies.set(kept.name, kept);
    }
    return answer;
  }

  /** Goes from redirect to redirect. @returns the page where they end, which is not asked for */
  async follow(address: string): Promise<URL> {
    let next = new URL(address, this.#url);
    while (!isPage(next)) {
      const answer = await this.send(next.href);
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`${next.pathname} answers ${answer.status}`);
      next = new URL(location, next);
    }
    return next;
  }
}

function isPage({ pathname }: URL): boolean {
  return !/^\/(auth|oidc)\//.test(pathname);
}

function keptCookie(line: string): KeptCookie {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const path = attributes.find((one) => /^path=/i.test(one))?.slice('path='.length) ?? '/';
  const at = pair.indexOf('=');
  return {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    path,
    httpOnly: attributes.some((one) => /^httponly$/i.test(one)),
  };
}
