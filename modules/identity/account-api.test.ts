import { systemCtx } from '@edumaster/kernel';
import { tenants } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;

let counter = 0;

/** What came over the wire: each test looks at the members that its answer must have. */
interface AnswerBody {
  readonly user: { readonly id: string; readonly roles: readonly string[] };
  readonly roles: readonly string[];
  readonly memberships: readonly { readonly tenantId: string }[];
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly code: string;
  readonly errors: readonly { readonly path: string }[];
}

interface Answer {
  readonly status: number;
  /** Empty when nothing came. */
  readonly body: AnswerBody;
  readonly headers: Record<string, unknown>;
}

async function post(path: string, body: object, host = 'localhost:3000'): Promise<Answer> {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/auth/${path}`,
    headers: { host },
    payload: body,
  });
  const { statusCode: status, headers } = answer;
  return { status, headers, body: answer.body ? answer.json() : ({} as AnswerBody) };
}

async function me(accessToken: string, host = 'localhost:3000'): Promise<Answer> {
  const headers = { host, authorization: `Bearer ${accessToken}` };
  const answer = await world.app.inject({ url: '/api/v1/me', headers });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

function newForm() {
  counter += 1;
  return { email: `ada${counter}@example.test`, password: 'correct horse battery', name: 'Ada' };
}

async function registered() {
  const form = newForm();
  const { body } = await post('register', form);
  return { form, ...body } as {
    form: typeof form;
    user: { id: string };
    accessToken: string;
    refreshToken: string;
  };
}

describe('registering', () => {
  it('gives tokens at once, and a student on the marketplace', async () => {
    const form = newForm();
    const { status, body } = await post('register', form);
    expect(status).toBe(201);
    expect(body).toEqual({
      user: {
        id: expect.any(String),
        email: form.email,
        name: 'Ada',
        roles: ['student'],
        emailVerified: false,
        accountStatus: 'active',
      },
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expiresIn: 300,
    });
  });

  it('makes a member in an academy, who is nobody in particular on the marketplace', async () => {
    const { body } = await post('register', newForm(), 'acme.localhost:3000');
    expect(body.user.roles).toEqual(['member']);
    expect((await me(body.accessToken, 'acme.localhost:3000')).body.roles).toEqual(['member']);
    expect((await me(body.accessToken)).body.roles).toEqual([]);
  });

  it('refuses a known address in any case', async () => {
    const { form } = await registered();
    const again = await post('register', { ...form, email: form.email.toUpperCase() });
    expect(again).toMatchObject({ status: 409, body: { code: 'email_taken' } });
  });

  it('lets one of ten parallel registrations of one address win', async () => {
    const form = newForm();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('register', form)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });

  it('names the fields that are wrong, also unknown ones', async () => {
    const form = { email: 'nobody', password: 'short', name: ' ', roles: ['admin'] };
    const { status, body } = await post('register', form);
    expect(status).toBe(422);
    const paths = body.errors.map(({ path }: { path: string }) => path);
    expect(paths.toSorted()).toEqual(['email', 'name', 'password', 'roles']);
  });

  it('keeps argon2id with the parameters that were agreed on, and no token in the clear', async () => {
    const { user, refreshToken, form } = await registered();
    const { rows } = await database.owner.query(
      'select hash from identity.password_credentials where person_id = $1',
      [user.id],
    );
    expect(rows[0].hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const { rows: records } = await database.owner.query(
      `select string_agg(r::text, '') as all from identity.oidc_records r`,
    );
    expect(records[0].all).not.toContain(refreshToken);
    expect(records[0].all).not.toContain(form.password);
  });

  it('announces the person and the role', async () => {
    const { user } = await registered();
    const { rows } = await database.owner.query(
      `select type, payload from events.log where aggregateid = $1 order by position`,
      [user.id],
    );
    expect(rows).toEqual([
      { type: 'user.created', payload: { userId: user.id, name: 'Ada' } },
      { type: 'user.roles_changed', payload: { userId: user.id, roles: ['student'] } },
    ]);
  });
});

describe('logging in', () => {
  it('takes the address in any case and gives the same body as registering', async () => {
    const { form, user } = await registered();
    const { status, body } = await post('login', {
      email: form.email.toUpperCase(),
      password: form.password,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { id: user.id, roles: ['student'] }, expiresIn: 300 });
  });

  it('does not tell an unknown address from a wrong password', async () => {
    const { form } = await registered();
    const wrong = await post('login', { email: form.email, password: 'something else' });
    const unknown = await post('login', { email: 'no@example.test', password: 'something else' });
    expect(wrong.status).toBe(401);
    const blind = (answer: Answer) => ({ ...answer.body, correlationId: '' });
    expect(unknown.status).toBe(wrong.status);
    expect(blind(unknown)).toEqual(blind(wrong));
    expect(wrong.body.code).toBe('invalid_credentials');
  });

  it('tries at most ten wrong passwords, however parallel, and says when to come again', async () => {
    const { form } = await registered();
    const guesses = Array.from({ length: 30 }, (_, index) =>
      post('login', { email: form.email, password: `guess ${index}` }),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(20);
    expect(Number(limited[0]?.headers['retry-after'])).toBeGreaterThan(800);
    expect((await post('login', form)).status).toBe(422);
    const { email, password } = form;
    expect((await post('login', { email, password })).status).toBe(429);
  });

  it('lets many log in at the same time with the right password', async () => {
    const { form } = await registered();
    const { email, password } = form;
    const all = Array.from({ length: 15 }, () => post('login', { email, password }));
    const answers = await Promise.all(all);
    expect(answers.map(({ status }) => status)).toEqual(Array(15).fill(200));
  });

  it('joins where the person was not before', async () => {
    const { form } = await registered();
    const { email, password } = form;
    const { body } = await post('login', { email, password }, 'acme.localhost:3000');
    expect(body.user.roles).toEqual(['member']);
    const { body: mine } = await me(body.accessToken);
    expect(mine.memberships).toEqual([
      { tenantId: tenants.first, roles: ['student'] },
      { tenantId: tenants.second, roles: ['member'] },
    ]);
  });

  it('is refused to who was banned, and their token counts no more', async () => {
    const { form, user, accessToken, refreshToken } = await registered();
    await database.owner.query(`update identity.persons set status = 'banned' where id = $1`, [
      user.id,
    ]);
    expect(await me(accessToken)).toMatchObject({ status: 401 });
    const { email, password } = form;
    const login = await post('login', { email, password });
    expect(login).toMatchObject({ status: 403, body: { code: 'account_not_active' } });
    expect((await post('refresh', { refreshToken })).status).toBe(401);
  });
});

describe('refreshing', () => {
  it('gives a new pair, and the new ones work', async () => {
    const first = await registered();
    const second = await post('refresh', { refreshToken: first.refreshToken });
    expect(second.status).toBe(200);
    expect(Object.keys(second.body).toSorted()).toEqual([
      'accessToken',
      'expiresIn',
      'refreshToken',
    ]);
    expect((await me(second.body.accessToken)).status).toBe(200);
    const third = await post('refresh', { refreshToken: second.body.refreshToken });
    expect(third.status).toBe(200);
  });

  it('finds a token that was used, and revokes the whole family', async () => {
    const first = await registered();
    const second = await post('refresh', { refreshToken: first.refreshToken });
    const reuse = await post('refresh', { refreshToken: first.refreshToken });
    expect(reuse).toMatchObject({ status: 401, body: { code: 'invalid_refresh_token' } });
    expect((await post('refresh', { refreshToken: second.body.refreshToken })).status).toBe(401);
    expect((await me(second.body.accessToken)).status).toBe(401);
  });

  it('leaves another log-in of the same person alone', async () => {
    const { form, refreshToken } = await registered();
    const { email, password } = form;
    const other = await post('login', { email, password });
    await post('refresh', { refreshToken });
    await post('refresh', { refreshToken });
    expect((await post('refresh', { refreshToken: other.body.refreshToken })).status).toBe(200);
  });

  it('never forks: of 12 parallel refreshes at most one wins and nobody survives', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { refreshToken } = await registered();
      const race = Array.from({ length: 12 }, () => post('refresh', { refreshToken }));
      const answers = await Promise.all(race);
      const winners = answers.filter(({ status }) => status === 200);
      expect(winners.length).toBeLessThanOrEqual(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(12 - winners.length);
      for (const { body } of winners) {
        expect((await post('refresh', { refreshToken: body.refreshToken })).status).toBe(401);
        expect((await me(body.accessToken)).status).toBe(401);
      }
    }
    const { rows } = await database.owner.query(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    expect(rows).toEqual([{ deadlocks: 0 }]);
  }, 30_000);

  it('refuses what was never a token', async () => {
    expect((await post('refresh', { refreshToken: 'made-up' })).status).toBe(401);
    const { accessToken } = await registered();
    expect((await post('refresh', { refreshToken: accessToken.slice(0, 500) })).status).toBe(401);
  });
});

describe('logging out', () => {
  it('ends the log-in: neither of its tokens counts, and a repeat is harmless', async () => {
    const { accessToken, refreshToken } = await registered();
    expect((await post('logout', { refreshToken })).status).toBe(204);
    expect((await post('refresh', { refreshToken })).status).toBe(401);
    expect((await me(accessToken)).status).toBe(401);
    expect((await post('logout', { refreshToken })).status).toBe(204);
    expect((await post('logout', { refreshToken: accessToken.slice(0, 500) })).status).toBe(204);
  });
});

describe('one’s own account', () => {
  it('needs a caller', async () => {
    const answer = await world.app.inject({ url: '/api/v1/me', headers: { host: 'localhost' } });
    expect(answer.statusCode).toBe(401);
  });

  it('changes name and phone number, and nothing else', async () => {
    const { accessToken } = await registered();
    const patch = (payload: object) =>
      world.app.inject({
        method: 'PATCH',
        url: '/api/v1/me',
        headers: { host: 'localhost:3000', authorization: `Bearer ${accessToken}` },
        payload,
      });
    const changed = await patch({ name: ' Ada L. ', phoneNumber: '+4915112345678' });
    expect(changed.json()).toMatchObject({ name: 'Ada L.', phoneNumber: '+4915112345678' });
    const cleared = await patch({ phoneNumber: null });
    expect(cleared.json()).toMatchObject({ name: 'Ada L.' });
    expect(cleared.json()).not.toHaveProperty('phoneNumber');
    expect((await patch({ emailVerified: true, accountStatus: 'active' })).statusCode).toBe(422);
    expect((await patch({})).statusCode).toBe(200);
  });
});

describe('the facade', () => {
  const ctx = systemCtx('a test acts as the operator');
  const person = {
    email: 'Operator@Demo.test',
    password: 'learn-by-doing',
    name: 'Olga',
    roles: ['instructor', 'student'],
    createdAt: new Date('2024-02-03T04:05:06Z'),
  };

  it('provisions a person once, with a verified address, dated back, and sets the roles', async () => {
    const first = await world.identity.provision(ctx, { tenantId: tenants.first, person });
    const second = await world.identity.provision(ctx, {
      tenantId: tenants.first,
      person: { ...person, name: 'Other', password: 'other-password', roles: ['moderator'] },
    });
    expect(second).toEqual(first);
    const { email, password } = person;
    const { body } = await post('login', { email, password });
    expect(body.user).toMatchObject({ name: 'Olga', roles: ['moderator'], emailVerified: true });
    const { rows } = await database.owner.query(
      'select created_at from identity.persons where id = $1',
      [first.id],
    );
    expect(rows[0].created_at).toEqual(person.createdAt);
  });

  it('sets roles, which count at once, and refuses roles and persons that do not exist', async () => {
    const { form, accessToken } = await registered();
    const tenantId = tenants.first;
    await world.identity.setRoles(ctx, { tenantId, email: form.email, roles: ['instructor'] });
    expect((await me(accessToken)).body.roles).toEqual(['instructor']);
    const wrong = { tenantId, email: form.email, roles: ['king'] };
    await expect(world.identity.setRoles(ctx, wrong)).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const nobody = { tenantId, email: 'nobody@example.test', roles: [] };
    await expect(world.identity.setRoles(ctx, nobody)).rejects.toMatchObject({
      code: 'person_not_found',
    });
  });

  it('knows the names of those who exist', async () => {
    const { user } = await registered();
    const asked = [user.id, '01900000-0000-7000-8000-00000000dead'] as never[];
    const people = await world.identity.people(database.tenantCtx(), { ids: asked });
    expect(people).toEqual([{ id: user.id, name: 'Ada' }]);
    expect(await world.identity.people(database.tenantCtx(), { ids: [] })).toEqual([]);
  });
});

describe('row-level security', () => {
  it('shows the second tenant no membership of the first, and takes none for it', async () => {
    const { user } = await registered();
    const second = database.tenantCtx({ tenant: 'second' });
    const seen = await database.db.inTx(second, (tx) =>
      tx.rows({
        text: 'select 1 from identity.memberships where person_id = $1',
        values: [user.id],
      }),
    );
    expect(seen).toEqual([]);
    const smuggle = database.db.inTx(second, (tx) =>
      tx.rows({
        text: `insert into identity.memberships (tenant_id, person_id, roles)
               values ($1, $2, '{admin}')`,
        values: [tenants.first, user.id],
      }),
    );
    await expect(smuggle).rejects.toThrow(/row-level security/);
  });

  it('keeps the platform’s tables from the application role', async () => {
    const tables = ['persons', 'password_credentials', 'sessions', 'oidc_records', 'signing_keys'];
    for (const table of tables) {
      const read = database.db.inTx(database.tenantCtx(), (tx) =>
        tx.rows({ text: `select 1 from identity.${table}` }),
      );
      await expect(read).rejects.toThrow(/permission denied/);
    }
  });
});
