import { type Id, newId, systemCtx } from '@edumaster/kernel';
import type { TestDatabase } from '@edumaster/testkit';
import { academy, answer, goOn, password, platform, toSignInPage } from './sign-in-journey.ts';
import type { IdentityWorld } from './identity-world.ts';
import { type Page, TestBrowser } from './test-browser.ts';

export interface TestPerson {
  readonly id: Id<'user'>;
  readonly email: string;
  readonly name: string;
}

export interface JsonAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Makes people with roles, and signs them in. */
export class People {
  readonly #world: IdentityWorld;
  readonly #database: TestDatabase;
  readonly #tenants: { readonly marketplace: Id<'tenant'>; readonly academy: Id<'tenant'> };

  constructor(
    world: IdentityWorld,
    database: TestDatabase,
    tenants: { readonly marketplace: Id<'tenant'>; readonly academy: Id<'tenant'> },
  ) {
    this.#world = world;
    this.#database = database;
    this.#tenants = tenants;
  }

  /** With a proven address and the password of the journeys. */
  async make(
    where: 'marketplace' | 'academy',
    roles: readonly string[],
    name = 'Grace Hopper',
  ): Promise<TestPerson> {
    const email = `${newId()}@example.test`;
    const card = await this.#world.identity.provision(systemCtx('a test makes people'), {
      tenantId: this.#tenants[where],
      person: { email, password, name, roles },
    });
    return { id: card.id, email, name };
  }

  async browserOf(person: TestPerson, host = platform): Promise<TestBrowser> {
    const browser = new TestBrowser(this.#world.app);
    const page = await toSignInPage(browser, host);
    const body = { email: person.email, password };
    await goOn(browser, await answer(browser, page, { path: 'password', body }));
    return browser;
  }

  /** A caller with a browser session on the host. */
  async caller(person: TestPerson, where: 'marketplace' | 'academy'): Promise<Caller> {
    const host = where === 'marketplace' ? platform : academy;
    return new Caller(await this.browserOf(person, host), host);
  }

  async rolesOf(person: TestPerson, where: 'marketplace' | 'academy'): Promise<readonly string[]> {
    const { rows } = await this.#database.owner.query<{ roles: string[] }>(
      'select roles from identity.memberships where person_id = $1 and tenant_id = $2',
      [person.id, this.#tenants[where]],
    );
    return rows[0]?.roles ?? [];
  }
}

/** Asks the API in a browser. */
export class Caller {
  readonly browser: TestBrowser;
  readonly #host: string;

  constructor(browser: TestBrowser, host: string) {
    this.browser = browser;
    this.#host = host;
  }

  async ask<Body = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<JsonAnswer<Body>> {
    const options = body ? { body } : {};
    const page: Page = await this.browser.request(method, `${this.#host}${path}`, options);
    return { status: page.status, body: (page.body ? JSON.parse(page.body) : {}) as Body };
  }

  /** Status and code of a refusal. */
  async refusal(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<readonly [number, string | undefined]> {
    const { status, body: problem } = await this.ask<{ code?: string }>(method, path, body);
    return [status, problem.code];
  }
}
