import type { Id } from '@edumaster/kernel';
import type { IdentityWorld } from './identity-world.ts';

export const firstPassword = 'correct horse battery';

let counter = 0;

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  /** An empty object when nothing came. */
  readonly body: Body;
}

/** Somebody with an account, who is logged in as a program. */
export interface AccountHolder {
  readonly id: Id<'user'>;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface Sent {
  readonly token?: string;
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
}

/** Asks the API of a world. */
export class AccountClient {
  readonly #world: IdentityWorld;

  constructor(world: IdentityWorld) {
    this.#world = world;
  }

  async send<Body = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    sent: Sent = {},
  ): Promise<Answer<Body>> {
    const { token, cookie, headers } = sent;
    const answer = await this.#world.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        host: 'localhost:3000',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
      ...(body ? { payload: body } : {}),
    });
    return { status: answer.statusCode, body: answer.body ? answer.json() : ({} as Body) };
  }

  /** Registers as a program does: the address is a claim. */
  async register(email = newAddress(), password = firstPassword): Promise<AccountHolder> {
    const { status, body } = await this.send<{ user: { id: Id<'user'> } } & AccountHolder>(
      'POST',
      '/auth/register',
      { email, password, name: 'Ada' },
    );
    if (status !== 201) throw new Error(`not registered: ${status}`);
    const { accessToken, refreshToken } = body;
    return { id: body.user.id, email, accessToken, refreshToken };
  }

  /** The same with a proven address. */
  async verified(email?: string): Promise<AccountHolder> {
    const holder = await this.register(email);
    const token = await this.#world.mailbox.token(holder.email, 'verify-email');
    const verified = await this.send(
      'PUT',
      '/me/email-verification',
      { token },
      { token: holder.accessToken },
    );
    if (verified.status !== 204) throw new Error(`not verified: ${verified.status}`);
    return holder;
  }

  logIn(email: string, password = firstPassword) {
    return this.send<AccountHolder>('POST', '/auth/login', { email, password });
  }

  me(token: string) {
    return this.send('GET', '/me', undefined, { token });
  }

  /** What becomes of the attempts to act with all that somebody had: `[access, refresh, log-in]`. */
  async attempts(holder: AccountHolder, password = firstPassword): Promise<readonly number[]> {
    const access = await this.me(holder.accessToken);
    const refresh = await this.send('POST', '/auth/refresh', { refreshToken: holder.refreshToken });
    const logIn = await this.logIn(holder.email, password);
    return [access.status, refresh.status, logIn.status];
  }
}

export function newAddress(): string {
  counter += 1;
  return `holder${counter}@example.test`;
}
