import { type Id, newId, systemCtx } from '@edumaster/kernel';
import { tenants } from '@edumaster/testkit';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, People, type TestPerson } from './testing/people.ts';
import { academy, password } from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;
const ours = { marketplace: tenants.first, academy: tenants.second };

let people: People;
let olga: TestPerson;
let owner: Caller;
let staff: Caller;

beforeAll(async () => {
  people = new People(world, database, ours);
  olga = await people.make('academy', ['owner'], 'Olga Owner');
  owner = await people.caller(olga, 'academy');
  staff = await people.caller(await people.make('academy', ['staff']), 'academy');
});

const invitations = '/api/v1/tenant/invitations';
const newEmail = () => `${newId()}@example.test`;

interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly string[];
}

async function invite(by: Caller, email: string, roles: readonly string[] = ['member']) {
  return by.ask<Invitation & { code?: string }>('POST', '/api/v1/tenant/members', { email, roles });
}

const listed = async (by: Caller) =>
  (await by.ask<{ items: Invitation[] }>('GET', `${invitations}?limit=100`)).body.items;

/** The last mail that was asked for, as messaging reads it. */
async function mailTo(email: string) {
  const { rows } = await database.owner.query<{ id: Id<'message'> }>(
    `select id from identity.one_time_messages where email = $1 order by id desc limit 1`,
    [email],
  );
  const messageId = rows[0]?.id;
  if (!messageId) throw new Error(`nothing was sent to ${email}`);
  const message = await world.identity.oneTimeMessage(database.tenantCtx(), { messageId });
  const link = message?.channel === 'mail' ? message.link : null;
  return { message, token: new URL(link ?? 'x:').searchParams.get('token') ?? '' };
}

/** A minute passes, so that the mail may go out again. */
async function aMinuteLater(email: string, minutes = 2): Promise<void> {
  await database.owner.query(
    `update identity.invitations set sent_at = sent_at - make_interval(mins => $2),
       expires_at = expires_at - make_interval(mins => $2) where email = $1`,
    [email, minutes],
  );
}

const anybody = () => new Caller(new TestBrowser(world.app), academy);
const accept = (who: Caller, token: string) =>
  who.refusal('POST', '/api/v1/invitations/acceptance', { token });
const preview = (token: string) => anybody().ask('POST', '/api/v1/invitations/preview', { token });

describe('an invitation', () => {
  it('is sent to an address with an account and to one without, and answered alike', async () => {
    const known = await people.make('marketplace', ['student'], 'Known Person');
    const answers = [];
    for (const email of [known.email, newEmail()]) {
      const { status, body } = await invite(owner, email, ['staff']);
      const { message } = await mailTo(email);
      expect(message).toMatchObject({
        template: 'invitation',
        to: email,
        link: expect.stringMatching(/^http:\/\/acme\.localhost:3000\/invitation\?token=/),
        facts: { tenant: 'Acme Academy', inviter: 'Olga Owner', roles: 'staff' },
      });
      answers.push({ status, keys: Object.keys(body), roles: body.roles });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 201, roles: ['staff'] });
    // Neither is a member until they answer.
    const members = await owner.ask<{ items: unknown[] }>(
      'GET',
      `/api/v1/tenant/members?q=${known.email}`,
    );
    expect(members.body.items).toEqual([]);
  });

  it('is audited without the address', async () => {
    const email = newEmail();
    const { body } = await invite(owner, email);
    const { rows } = await database.owner.query(
      `select action, actor_id, details from platform.audit_log where subject_id = $1`,
      [body.id],
    );
    const entry = { action: 'invitation.sent', actor_id: olga.id, details: { roles: ['member'] } };
    expect(rows).toEqual([entry]);
  });

  it('says no role that the inviter may not give, nor one of elsewhere', async () => {
    expect((await invite(staff, newEmail(), ['staff'])).body.code).toBe('role_not_yours_to_give');
    expect((await invite(staff, newEmail(), ['member'])).status).toBe(201);
    expect((await invite(owner, newEmail(), ['admin'])).status).toBe(422);
    const member = await people.caller(await people.make('academy', ['member']), 'academy');
    expect((await invite(member, newEmail())).body.code).toBe('forbidden');
  });

  it('tells owners who is a member already, and staff nothing', async () => {
    const person = await people.make('academy', ['member']);
    expect(await invite(owner, person.email)).toMatchObject({
      status: 409,
      body: { code: 'already_member' },
    });
    expect((await invite(staff, person.email)).status).toBe(201);
  });

  it('is one an address: the second replaces the first, but not at once', async () => {
    const email = newEmail();
    await invite(owner, email);
    const first = await mailTo(email);
    expect((await invite(owner, email, ['staff'])).status).toBe(429);
    await aMinuteLater(email);
    expect((await invite(owner, email, ['staff'])).status).toBe(201);
    expect(await listed(owner)).toContainEqual(
      expect.objectContaining({ email, roles: ['staff'] }),
    );
    expect((await preview(first.token)).status).toBe(404);
    expect((await preview((await mailTo(email)).token)).body).toMatchObject({ roles: ['staff'] });
    await aMinuteLater(email);
    // Staff cannot turn an invitation that they could not have made into another.
    expect((await invite(staff, email)).body.code).toBe('role_not_yours_to_give');
  });

  it('is one an address in parallel too', async () => {
    const email = newEmail();
    const answers = await Promise.all(Array.from({ length: 4 }, () => invite(owner, email)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await listed(owner)).filter((one) => one.email === email)).toHaveLength(1);
  });

  it('is listed, sent again and withdrawn by those who may give its roles', async () => {
    const email = newEmail();
    const { body: invitation } = await invite(owner, email, ['staff']);
    const path = `${invitations}/${invitation.id}`;
    expect((await listed(staff)).map((one) => one.email)).not.toContain(email);
    expect(await staff.refusal('DELETE', path)).toEqual([404, 'invitation_not_found']);
    expect(await staff.refusal('POST', `${path}/resend`)).toEqual([404, 'invitation_not_found']);
    const { token } = await mailTo(email);
    await aMinuteLater(email);
    expect((await owner.ask('POST', `${path}/resend`)).status).toBe(200);
    expect((await preview(token)).status).toBe(404);
    const { token: second } = await mailTo(email);
    expect((await preview(second)).status).toBe(200);
    expect((await owner.ask('DELETE', path)).status).toBe(204);
    expect(await owner.refusal('DELETE', path)).toEqual([404, 'invitation_not_found']);
    expect((await preview(second)).status).toBe(404);
    expect((await listed(owner)).map((one) => one.email)).not.toContain(email);
  });

  it('is nothing in another tenant', async () => {
    const email = newEmail();
    const { body: invitation } = await invite(owner, email);
    const admin = await people.caller(await people.make('marketplace', ['admin']), 'marketplace');
    const path = `${invitations}/${invitation.id}`;
    expect(await admin.refusal('DELETE', path)).toEqual([404, 'invitation_not_found']);
    const { token } = await mailTo(email);
    const there = await admin.refusal('POST', '/api/v1/invitations/preview', { token });
    expect(there).toEqual([404, 'invitation_not_found']);
  });
});

describe('an invited person', () => {
  let person: TestPerson;
  let theirs: Caller;

  beforeEach(async () => {
    person = await people.make('academy', ['member']);
    theirs = await people.caller(person, 'academy');
    // Out again: they have an account, and a session here, and nothing else.
    await owner.ask('DELETE', `/api/v1/tenant/members/${person.id}`);
  });

  it('becomes a member by the link, once, with these roles', async () => {
    await invite(owner, person.email, ['staff']);
    const { token } = await mailTo(person.email);
    expect((await preview(token)).body).toEqual({
      email: person.email,
      roles: ['staff'],
      invitedBy: 'Olga Owner',
      status: 'open',
    });
    const answers = await Promise.all(Array.from({ length: 3 }, () => accept(theirs, token)));
    expect(answers.map(([status]) => status)).toEqual([200, 200, 200]);
    expect(await people.rolesOf(person, 'academy')).toEqual(['staff']);
    expect((await preview(token)).body).toMatchObject({ status: 'accepted' });
    const { rows } = await database.owner.query(
      `select count(*)::int as n from platform.audit_log
       where subject_id = $1 and action = 'invitation.accepted'`,
      [person.id],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('keeps the roles that they have', async () => {
    const other = await people.make('academy', ['member']);
    const caller = await people.caller(other, 'academy');
    await invite(staff, other.email, ['member']);
    expect((await accept(caller, (await mailTo(other.email)).token))[0]).toBe(200);
    expect(await people.rolesOf(other, 'academy')).toEqual(['member']);
  });

  it('is nobody else: a forwarded link opens nothing', async () => {
    await invite(owner, newEmail());
    await invite(owner, person.email);
    const { token } = await mailTo(person.email);
    const thief = await people.caller(await people.make('academy', ['member']), 'academy');
    expect(await accept(thief, token)).toEqual([403, 'invitation_for_another']);
    expect((await accept(anybody(), token))[0]).toBe(401);
    expect(await accept(theirs, `${token}x`)).toEqual([404, 'invitation_not_found']);
    expect((await accept(theirs, token))[0]).toBe(200);
  });

  it('comes too late after a week', async () => {
    await invite(owner, person.email);
    const { token } = await mailTo(person.email);
    await aMinuteLater(person.email, 8 * 24 * 60);
    expect((await preview(token)).body).toMatchObject({ status: 'expired' });
    expect(await accept(theirs, token)).toEqual([409, 'invitation_expired']);
  });

  it('is not let in by somebody who could not invite them any more', async () => {
    const second = await people.make('academy', ['owner']);
    const other = await people.caller(second, 'academy');
    await invite(other, person.email, ['owner']);
    const { token } = await mailTo(person.email);
    await owner.ask('PUT', `/api/v1/tenant/members/${second.id}/roles`, { roles: ['member'] });
    expect(await accept(theirs, token)).toEqual([404, 'invitation_not_found']);
    expect(await people.rolesOf(person, 'academy')).toEqual([]);
  });

  it('accepts by signing in there with a proven address, but not with one that is not', async () => {
    await invite(owner, person.email, ['staff']);
    await database.owner.query(
      'update identity.persons set email_verified_at = null where id = $1',
      [person.id],
    );
    await people.browserOf(person, academy);
    expect(await people.rolesOf(person, 'academy')).toEqual(['member']);
    await database.owner.query(
      'update identity.persons set email_verified_at = now() where id = $1',
      [person.id],
    );
    await people.browserOf(person, academy);
    expect(await people.rolesOf(person, 'academy')).toEqual(['staff', 'member']);
  });

  it('has proven the address by the link', async () => {
    await invite(owner, person.email);
    await database.owner.query(
      'update identity.persons set email_verified_at = null where id = $1',
      [person.id],
    );
    await accept(theirs, (await mailTo(person.email)).token);
    const { body } = await theirs.ask('GET', '/api/v1/me');
    expect(body).toMatchObject({ emailVerified: true, roles: ['member'] });
  });
});

it('a program that logs in accepts for its person as a browser does', async () => {
  const person = await people.make('marketplace', ['student']);
  await invite(owner, person.email, ['staff']);
  await world.app.inject({
    method: 'POST',
    url: '/api/v1/auth/login',
    headers: { host: 'acme.localhost:3000' },
    payload: { email: person.email, password },
  });
  expect(await people.rolesOf(person, 'academy')).toEqual(['staff']);
  const { rows } = await database.db.inSystemTx(systemCtx('a test'), async (tx) => ({
    rows: await tx.rows({
      text: `select closed_as as "closedAs", accepted_by as "acceptedBy" from identity.invitations
             where email = $1`,
      values: [person.email],
    }),
  }));
  expect(rows).toEqual([{ closedAs: 'accepted', acceptedBy: person.id }]);
});
