import { tenants } from '@edumaster/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { EndSupportSessions } from './jobs/end-support-sessions.ts';
import { type Caller, People, type TestPerson } from './testing/people.ts';
import { password, platform } from './testing/sign-in-journey.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;
const ours = { marketplace: tenants.first, academy: tenants.second };

let people: People;
let ada: TestPerson;
let sam: TestPerson;
let admin: Caller;

beforeAll(async () => {
  people = new People(world, database, ours);
  ada = await people.make('marketplace', ['admin'], 'Ada Admin');
  sam = await people.make('marketplace', ['student'], 'Sam Student');
  admin = await people.caller(ada, 'marketplace');
});

const starting = '/api/v1/admin/impersonations';
const reason = 'Ticket 4711: cannot see the course';
const request = (person: Pick<TestPerson, 'id'>, minutes = 30) => ({
  userId: person.id,
  reason,
  minutes,
});
const end = (caller: Caller) => caller.ask('DELETE', '/api/v1/impersonation');
const whoIs = async (caller: Caller) =>
  (await caller.ask<{ email?: string }>('GET', '/api/v1/me')).body.email;

async function auditOf(person: TestPerson): Promise<readonly string[]> {
  const { rows } = await database.owner.query<{ line: string }>(
    `select action || ' by ' || coalesce(actor_id::text, '?') || coalesce(' ' || (details ->> 'how'), '')
       as line
     from platform.audit_log where subject_id = $1 and action like 'impersonation.%' order by id`,
    [person.id],
  );
  return rows.map(({ line }) => line);
}

describe('support', () => {
  it('acts as a person with their roles, is named, and is itself again at the end', async () => {
    const started = await admin.ask('POST', starting, request(sam));
    expect(started).toMatchObject({
      status: 201,
      body: { person: { id: sam.id, name: sam.name } },
    });
    const { body: shown } = await admin.ask('GET', '/api/v1/me');
    expect(shown).toMatchObject({
      id: sam.id,
      roles: ['student'],
      impersonation: { by: { id: ada.id, name: 'Ada Admin' }, reason },
    });
    // What the admin may do, the person may not.
    expect(await admin.refusal('GET', '/api/v1/admin/users')).toEqual([403, 'forbidden']);
    expect((await end(admin)).status).toBe(204);
    const { body: own } = await admin.ask('GET', '/api/v1/me');
    expect(own).toMatchObject({ id: ada.id });
    expect(own).not.toHaveProperty('impersonation');
    expect(await auditOf(sam)).toEqual([
      `impersonation.started by ${ada.id}`,
      `impersonation.ended by ${ada.id} ended`,
    ]);
    expect((await end(admin)).status).toBe(204);
  });

  it('acts in this browser session only', async () => {
    const elsewhere = await people.caller(ada, 'marketplace');
    await admin.ask('POST', starting, request(sam));
    expect([await whoIs(admin), await whoIs(elsewhere)]).toEqual([sam.email, ada.email]);
    await end(admin);
  });

  it('changes nothing of the account', async () => {
    await admin.ask('POST', starting, request(sam));
    const refused = [403, 'refused_while_impersonating'];
    expect(await admin.refusal('PATCH', '/api/v1/me', { name: 'Somebody' })).toEqual(refused);
    await end(admin);
    expect((await admin.ask('PATCH', '/api/v1/me', { name: 'Ada Admin' })).status).toBe(200);
  });

  it('is over when the time is up, which is written down', async () => {
    const person = await people.make('marketplace', ['student']);
    await admin.ask('POST', starting, request(person, 1));
    expect(await whoIs(admin)).toBe(person.email);
    await database.owner.query(
      `update identity.impersonations set started_at = started_at - interval '2 minutes',
         expires_at = expires_at - interval '2 minutes' where person_id = $1`,
      [person.id],
    );
    expect(await whoIs(admin)).toBe(ada.email);
    await world.container.get(EndSupportSessions).run();
    await world.container.get(EndSupportSessions).run();
    expect(await auditOf(person)).toEqual([
      `impersonation.started by ${ada.id}`,
      `impersonation.ended by ${ada.id} time is up`,
    ]);
  });

  it('is over with a sign-out', async () => {
    const person = await people.make('marketplace', ['student']);
    const caller = await people.caller(ada, 'marketplace');
    await caller.ask('POST', starting, request(person));
    const headers = { 'sec-fetch-site': 'same-origin' };
    await caller.browser.request('POST', `${platform}/auth/sign-out`, { headers });
    expect((await caller.ask('GET', '/api/v1/me')).status).toBe(401);
    expect((await auditOf(person)).at(-1)).toBe(`impersonation.ended by ${ada.id} signed out`);
  });

  it('is over when either account changes: nobody gains a right by it', async () => {
    const second = await people.make('marketplace', ['admin']);
    const other = await people.caller(second, 'marketplace');
    const person = await people.make('marketplace', ['student']);
    await admin.ask('POST', starting, request(person));
    const roles = { roles: ['student', 'moderator'] };
    await other.ask('PUT', `/api/v1/tenant/members/${person.id}/roles`, roles);
    expect(await whoIs(admin)).toBe(ada.email);

    await admin.ask('POST', starting, request(sam));
    await other.ask('PUT', `/api/v1/tenant/members/${ada.id}/roles`, { roles: ['student'] });
    expect(await whoIs(admin)).toBe(ada.email);
    await other.ask('PUT', `/api/v1/tenant/members/${ada.id}/roles`, { roles: ['admin'] });
  });

  it('starts once, also in parallel', async () => {
    const caller = await people.caller(ada, 'marketplace');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => caller.ask('POST', starting, request(sam))),
    );
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    const { rows } = await database.owner.query(
      `select session_id from identity.impersonations where ended_at is null
       group by session_id having count(*) > 1`,
    );
    expect(rows).toEqual([]);
    await end(caller);
  });
});

describe('support is refused', () => {
  it('to everybody but admins', async () => {
    for (const role of ['moderator', 'instructor', 'student']) {
      const person = await people.make('marketplace', [role]);
      const caller = await people.caller(person, 'marketplace');
      expect(await caller.refusal('POST', starting, request(sam))).toEqual([403, 'forbidden']);
    }
    const owner = await people.caller(await people.make('academy', ['owner']), 'academy');
    expect(await owner.refusal('POST', starting, request(sam))).toEqual([403, 'forbidden']);
  });

  it('as staff, as oneself, as somebody who is suspended or not there', async () => {
    const refusal = (person: Pick<TestPerson, 'id'>) =>
      admin.refusal('POST', starting, request(person));
    expect(await refusal(ada)).toEqual([403, 'own_account']);
    const moderator = await people.make('marketplace', ['moderator']);
    expect(await refusal(moderator)).toEqual([403, 'account_out_of_reach']);
    const person = await people.make('marketplace', ['student']);
    await admin.ask('PUT', `/api/v1/admin/users/${person.id}/status`, {
      status: 'suspended',
      reason,
    });
    expect(await refusal(person)).toEqual([403, 'account_not_active']);
    const id = '01900000-0000-7000-8000-00000000dead' as TestPerson['id'];
    expect(await refusal({ id })).toEqual([404, 'person_not_found']);
  });

  it('for more than an hour and without a reason', async () => {
    expect((await admin.refusal('POST', starting, request(sam, 61)))[0]).toBe(422);
    expect((await admin.refusal('POST', starting, { ...request(sam), reason: ' ' }))[0]).toBe(422);
  });

  it('without a recent sign-in in a browser', async () => {
    const caller = await people.caller(ada, 'marketplace');
    await database.owner.query(
      `update identity.oidc_records
       set payload = payload || jsonb_build_object('loginTs', (payload ->> 'loginTs')::int - 960)
       where model = 'Session' and payload ->> 'accountId' = $1`,
      [ada.id],
    );
    // A second session of the same sign-in is new, and still no proof.
    await caller.browser.visit(`${platform}/auth/sign-in`);
    expect(await caller.refusal('POST', starting, request(sam))).toEqual([403, 'sign_in_again']);
    const login = await world.app.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      headers: { host: 'localhost:3000' },
      payload: { email: ada.email, password },
    });
    const program = await world.app.inject({
      method: 'POST',
      url: starting,
      headers: { host: 'localhost:3000', authorization: `Bearer ${login.json().accessToken}` },
      payload: request(sam),
    });
    expect([program.statusCode, program.json().code]).toEqual([403, 'browser_required']);
  });
});

describe('the logs', () => {
  it('tell admins who did what, with the names of now', async () => {
    const person = await people.make('marketplace', ['student'], 'Nora Named');
    const fresh = await people.caller(ada, 'marketplace');
    await fresh.ask('PUT', `/api/v1/admin/users/${person.id}/status`, { status: 'banned', reason });
    const { body } = await fresh.ask('GET', `/api/v1/tenant/audit-log?userId=${person.id}&limit=1`);
    expect(body).toMatchObject({
      items: [
        {
          action: 'account.status_changed',
          subject: { kind: 'user', id: person.id, name: 'Nora Named' },
          actor: { kind: 'user', person: { id: ada.id, name: 'Ada Admin' }, impersonatedBy: null },
          details: { before: 'active', after: 'banned', reason },
        },
      ],
      nextCursor: expect.any(String),
    });
    const older = await fresh.ask<{ items: { action: string }[] }>(
      'GET',
      `/api/v1/tenant/audit-log?userId=${person.id}&cursor=${String(body['nextCursor'])}`,
    );
    expect(older.body.items.map(({ action }) => action)).toEqual([
      'member.roles_changed',
      'account.provisioned',
    ]);
    const byAction = await fresh.ask<{ items: { action: string }[] }>(
      'GET',
      '/api/v1/tenant/audit-log?action=impersonation.started',
    );
    expect(new Set(byAction.body.items.map(({ action }) => action))).toEqual(
      new Set(['impersonation.started']),
    );
  });

  it('of a tenant are for those who answer for it, and hold nothing of another', async () => {
    const path = '/api/v1/tenant/audit-log';
    for (const role of ['staff', 'member']) {
      const caller = await people.caller(await people.make('academy', [role]), 'academy');
      expect(await caller.refusal('GET', path)).toEqual([403, 'forbidden']);
    }
    const moderator = await people.make('marketplace', ['moderator']);
    const caller = await people.caller(moderator, 'marketplace');
    expect(await caller.refusal('GET', path)).toEqual([403, 'forbidden']);
    const owner = await people.caller(await people.make('academy', ['owner']), 'academy');
    const { body } = await owner.ask<{ items: { action: string }[] }>('GET', path);
    expect(body.items.filter(({ action }) => action.startsWith('impersonation.'))).toEqual([]);
    expect(body.items.length).toBeGreaterThan(0);
  });

  it('tell a person what was done to them, and that support acted in their name', async () => {
    const person = await people.make('marketplace', ['student']);
    const theirs = await people.caller(person, 'marketplace');
    const fresh = await people.caller(ada, 'marketplace');
    await fresh.ask('POST', starting, request(person));
    await end(fresh);
    const { body } = await theirs.ask('GET', '/api/v1/me/security-log');
    expect(body).toMatchObject({
      items: [
        { action: 'impersonation.ended', by: 'support' },
        { action: 'impersonation.started', by: 'support', details: { reason, minutes: 30 } },
        { action: 'member.roles_changed', by: 'system', tenantId: tenants.first },
        { action: 'account.provisioned', by: 'system' },
      ],
      nextCursor: null,
    });
    expect(JSON.stringify(body)).not.toContain(ada.id);
  });
});
