import { newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityModule } from './module.ts';
import { Applicants, application, apply, decide, details, profile } from './testing/applicants.ts';
import type { Caller } from './testing/people.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

let applicants: Applicants;
let moderator: Caller;

beforeAll(async () => {
  applicants = await Applicants.open(database);
  moderator = applicants.moderator;
});

afterAll(() => applicants.world.app.close());

const pan = 'AAPFU0939F';

describe('an application', () => {
  it('waits, says what is missing, and is seen by the applicant and those who review', async () => {
    const { person, caller } = await applicants.one();
    expect(await apply(caller)).toMatchObject({ status: 201, body: { status: 'pending' } });
    expect(await application(caller)).toMatchObject({
      status: 'pending',
      details: { headline: 'Bakes bread', reason: null },
      phone: { number: details.phoneNumber, isVerified: false },
      missing: ['phone', 'identity-document', 'address-document', 'tax-details'],
    });
    const path = `/api/v1/instructors/${person.id}/application`;
    expect(await moderator.ask('GET', path)).toMatchObject({
      status: 200,
      body: { name: 'Asha Rao', status: 'pending', check: null },
    });
    expect(await caller.refusal('GET', path)).toEqual([403, 'forbidden']);
    expect(await profile(caller, person)).toMatchObject({
      body: { verificationStatus: 'pending' },
    });
    const stranger = (await applicants.one()).caller;
    expect((await profile(stranger, person)).status).toBe(404);
    expect((await profile(moderator, person)).status).toBe(200);
  });

  it('again while it waits changes the details and is the same application', async () => {
    const { person, caller } = await applicants.one();
    await apply(caller);
    const before = await application(caller);
    expect((await apply(caller, { headline: 'Bakes cake' })).status).toBe(201);
    expect(await application(caller)).toMatchObject({
      details: {
        headline: 'Bakes cake',
        submittedAt: (before['details'] as { submittedAt: string }).submittedAt,
      },
    });
    expect(
      (await applicants.eventsAbout(person)).filter(([type]) => type === 'instructor.applied'),
    ).toHaveLength(2);
  });

  it('at the same moment is one', async () => {
    const { person, caller } = await applicants.one();
    const answers = await Promise.all(Array.from({ length: 8 }, () => apply(caller)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const { rows } = await database.owner.query(
      'select count(*)::int as count from identity.instructors where person_id = $1',
      [person.id],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('needs a verified address', async () => {
    const { person, caller } = await applicants.one();
    await database.owner.query(
      'update identity.persons set email_verified_at = null where id = $1',
      [person.id],
    );
    expect(await caller.refusal('POST', '/api/v1/instructors', details)).toEqual([
      403,
      'email_not_verified',
    ]);
    expect(await application(caller)).toMatchObject({ status: 'none', mayApply: false });
  });

  it('is for the marketplace only', async () => {
    const member = await applicants.people.make('academy', ['member']);
    const caller = await applicants.people.caller(member, 'academy');
    expect(await caller.refusal('POST', '/api/v1/instructors', details)).toEqual([
      403,
      'forbidden',
    ]);
  });

  it('of somebody who teaches already is refused', async () => {
    const { caller } = await applicants.one(['student', 'instructor']);
    expect(await caller.refusal('POST', '/api/v1/instructors', details)).toEqual([
      409,
      'already_instructor',
    ]);
    expect(await application(caller)).toMatchObject({ status: 'verified', details: null });
  });

  it.each([
    [{ country: 'India' }, 'country'],
    [{ phoneNumber: '0123' }, 'phoneNumber'],
    [{ headline: '' }, 'headline'],
    [{ status: 'verified' }, 'status'],
  ])('with %j is refused', async (change, path) => {
    const { caller } = await applicants.one();
    const { status, body } = await apply(caller, change);
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [expect.objectContaining({ path })] });
  });
});

describe('a decision', () => {
  it('to approve lets the person teach at once, is told, and is in the log', async () => {
    const { person, caller } = await applicants.one();
    await apply(caller);
    expect(await decide(moderator, person, { decision: 'approve' })).toMatchObject({
      status: 200,
      body: { verificationStatus: 'verified' },
    });
    const me = await caller.ask<{ roles: string[] }>('GET', '/api/v1/me');
    expect(me.body.roles).toEqual(['student', 'instructor']);
    const told = await applicants.eventsAbout(person);
    const roles = ['student', 'instructor'];
    expect(told).toContainEqual(['instructor.verified', { userId: person.id }]);
    expect(told).toContainEqual(['user.roles_changed', { userId: person.id, roles }]);
    expect(await applicants.auditAbout(person)).toContain('instructor.verified');
    const visitor = (await applicants.one()).caller;
    expect(await profile(visitor, person)).toMatchObject({
      status: 200,
      body: { name: 'Asha Rao', verificationStatus: 'verified', rating: null },
    });
  });

  it('to reject tells why; the person may apply again', async () => {
    const { person, caller } = await applicants.one();
    await apply(caller);
    const reason = 'The photo is not readable.';
    expect((await decide(moderator, person, { decision: 'reject', reason })).status).toBe(200);
    expect(await application(caller)).toMatchObject({ status: 'rejected', details: { reason } });
    expect((await applicants.eventsAbout(person)).at(-1)).toEqual([
      'instructor.rejected',
      { userId: person.id, reason },
    ]);
    const me = await caller.ask<{ roles: string[] }>('GET', '/api/v1/me');
    expect(me.body.roles).toEqual(['student']);
    expect((await apply(caller)).status).toBe(201);
    expect(await application(caller)).toMatchObject({
      status: 'pending',
      details: { reason: null },
    });
    expect((await decide(moderator, person, { decision: 'approve' })).status).toBe(200);
  });

  it('needs a reason to reject', async () => {
    const { person, caller } = await applicants.one();
    await apply(caller);
    for (const body of [{ decision: 'reject' }, { decision: 'reject', reason: ' ' }, {}]) {
      expect((await decide(moderator, person, body)).status).toBe(422);
    }
  });

  it('once made stays: again it is the same, the other one is refused', async () => {
    const { person, caller } = await applicants.one();
    await apply(caller);
    await decide(moderator, person, { decision: 'approve' });
    expect((await decide(moderator, person, { decision: 'approve' })).status).toBe(200);
    const reject = { decision: 'reject', reason: 'No' };
    const path = `/api/v1/instructors/${person.id}/verification`;
    expect(await moderator.refusal('PUT', path, reject)).toEqual([409, 'application_not_pending']);
    const verified = (await applicants.eventsAbout(person)).filter(
      ([type]) => type === 'instructor.verified',
    );
    expect(verified).toHaveLength(1);
  });

  it('of several at once is one, whoever was first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { person, caller } = await applicants.one();
      await apply(caller);
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          decide(
            moderator,
            person,
            index % 2 ? { decision: 'approve' } : { decision: 'reject', reason: `No ${index}` },
          ),
        ),
      );
      expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
      const told = (await applicants.eventsAbout(person)).filter(([type]) =>
        ['instructor.verified', 'instructor.rejected'].includes(type),
      );
      expect(told).toHaveLength(1);
      const me = await caller.ask<{ roles: string[] }>('GET', '/api/v1/me');
      expect(me.body.roles.includes('instructor')).toBe(told[0]?.[0] === 'instructor.verified');
    }
  });

  it('is for moderators and admins, and about others', async () => {
    const { person, caller } = await applicants.one();
    await apply(caller);
    const path = `/api/v1/instructors/${person.id}/verification`;
    const approve = { decision: 'approve' };
    expect(await caller.refusal('PUT', path, approve)).toEqual([403, 'forbidden']);
    const own = await applicants.one(['moderator']);
    await apply(own.caller);
    expect(
      await own.caller.refusal('PUT', `/api/v1/instructors/${own.person.id}/verification`, approve),
    ).toEqual([409, 'own_application']);
    expect(
      await moderator.refusal('PUT', `/api/v1/instructors/${newId()}/verification`, approve),
    ).toEqual([404, 'instructor_not_found']);
  });

  it('in another tenant knows nothing of it', async () => {
    const { person, caller } = await applicants.one();
    await apply(caller);
    await decide(moderator, person, { decision: 'approve' });
    const foreign = await applicants.people.caller(
      await applicants.people.make('academy', ['owner']),
      'academy',
    );
    const base = `/api/v1/instructors/${person.id}`;
    expect((await foreign.refusal('GET', base))[0]).toBe(404);
    for (const path of ['/application', '/tax-details']) {
      expect((await foreign.refusal('GET', base + path))[0]).toBe(403);
    }
    const reject = { decision: 'reject', reason: 'No' };
    expect((await foreign.refusal('PUT', `${base}/verification`, reject))[0]).toBe(403);
  });
});

describe('a telephone number', () => {
  it('is proven by the code that was sent to it, and loses its proof when it changes', async () => {
    const { person, caller } = await applicants.one();
    expect(await applicants.provePhone({ person, caller })).toMatchObject({ status: 200 });
    expect(await application(caller)).toMatchObject({ phone: { isVerified: true } });
    const number = '+4915112345678';
    await caller.ask('PATCH', '/api/v1/me', { phoneNumber: details.phoneNumber });
    expect(await application(caller)).toMatchObject({ phone: { isVerified: true } });
    await caller.ask('PATCH', '/api/v1/me', { phoneNumber: number });
    expect(await application(caller)).toMatchObject({ phone: { number, isVerified: false } });
    expect((await applicants.provePhone({ person, caller }, number)).status).toBe(200);
    await apply(caller);
    const changed = { number: details.phoneNumber, isVerified: false };
    expect(await application(caller)).toMatchObject({ phone: changed });
  });

  it('tells its owner of each change, whichever way it came, and writes it down', async () => {
    const { person, caller } = await applicants.one();
    const written = async () => {
      const { rows } = await database.owner.query<Record<'action' | 'actor' | 'details', unknown>>(
        `select action, actor_id as actor, details from platform.audit_log
         where subject_id = $1 and action like 'account.phone%' order by id`,
        [person.id],
      );
      return rows.map(({ action, actor, details: more }) => {
        expect({ actor, more }).toEqual({ actor: person.id, more: {} });
        return action;
      });
    };
    const notices = async () => {
      const mails = await applicants.world.mailbox.to(person.email);
      return mails.filter(({ facts }) => facts['change'] === 'phone-number-changed').length;
    };
    await applicants.provePhone({ person, caller });
    const proven = ['account.phone_changed', 'account.phone_verified'];
    expect([await written(), await notices()]).toEqual([proven, 1]);

    await applicants.provePhone({ person, caller });
    await caller.ask('PATCH', '/api/v1/me', { phoneNumber: details.phoneNumber, name: 'Asha' });
    await apply(caller);
    const twice = [...proven, 'account.phone_verified'];
    expect([await written(), await notices()]).toEqual([twice, 1]);

    await caller.ask('PATCH', '/api/v1/me', { phoneNumber: '+4915112345678' });
    await apply(caller);
    await caller.ask('PATCH', '/api/v1/me', { phoneNumber: null });
    const changes = Array.from({ length: 3 }, () => 'account.phone_changed');
    expect([await written(), await notices()]).toEqual([[...twice, ...changes], 4]);
  });

  it('is not proven by another code, by one for another number, or after five guesses', async () => {
    const { person, caller } = await applicants.one();
    const path = '/api/v1/me/phone-verification';
    const { phoneNumber } = details;
    await caller.ask('POST', path, { phoneNumber });
    const code = await applicants.codeFor(person);
    const other = code === '000000' ? '000001' : '000000';
    expect((await caller.refusal('PUT', path, { phoneNumber: '+4915112345678', code }))[0]).toBe(
      404,
    );
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await caller.refusal('PUT', path, { phoneNumber, code: other }))[1]).toBe(
        'code_wrong',
      );
    }
    expect((await caller.refusal('PUT', path, { phoneNumber, code }))[1]).toBe('code_expired');
    expect(await application(caller)).toMatchObject({ phone: { isVerified: false } });
  });

  it('is sent a few codes only', async () => {
    const { caller } = await applicants.one();
    const phoneNumber = '+4915100000001';
    const path = '/api/v1/me/phone-verification';
    const statuses = [];
    for (let sent = 0; sent < 7; sent += 1) {
      statuses.push((await caller.ask('POST', path, { phoneNumber })).status);
    }
    expect(statuses).toEqual([202, 202, 202, 202, 202, 202, 429]);
  });
});

describe('tax details', () => {
  const path = '/api/v1/me/tax-details';
  const given = { country: 'IN', legalName: 'Asha Rao', numbers: { pan: 'aapfu 0939 f' } };

  it('are masked for their owner and in full for a reviewer, who leaves a trace', async () => {
    const { person, caller } = await applicants.one();
    expect((await caller.refusal('GET', path))[0]).toBe(404);
    const masked = { numbers: [{ kind: 'pan', number: '••••••939F' }], legalName: 'Asha Rao' };
    expect(await caller.ask('PUT', path, given)).toMatchObject({ status: 200, body: masked });
    expect(await caller.ask('GET', path)).toMatchObject({ body: masked });
    await apply(caller);
    const base = `/api/v1/instructors/${person.id}`;
    expect(await moderator.ask('GET', `${base}/application`)).toMatchObject({
      body: { taxDetails: masked },
    });
    expect(await applicants.auditAbout(person)).not.toContain('tax_details.viewed');
    expect(await moderator.ask('GET', `${base}/tax-details`)).toMatchObject({
      body: { numbers: [{ kind: 'pan', number: pan }] },
    });
    expect(await applicants.auditAbout(person)).toContain('tax_details.viewed');
    expect((await caller.refusal('GET', `${base}/tax-details`))[0]).toBe(403);
  });

  it('are in no table and no event in a form that can be read', async () => {
    const { person, caller } = await applicants.one();
    const numbers = { pan, aadhaar: '2341 2341 2346' };
    const secret = 'Asha Unmistakable Rao';
    await apply(caller);
    await caller.ask('PUT', path, { ...given, legalName: secret, numbers });
    await applicants.store(person, 'identity-front');
    const dump = await database.owner.query(`
      select string_agg(t::text, ' ') as text from (
        select payload::text as t from events.log
        union all select to_jsonb(a)::text from platform.audit_log a) all_rows`);
    const system = await database.pools.system.query(
      `select string_agg(to_jsonb(t)::text, ' ') as text from identity.tax_details t`,
    );
    const text = `${dump.rows[0].text} ${system.rows[0].text}`;
    expect(text).toContain(person.id);
    for (const trace of [pan, '234123412346', secret]) expect(text).not.toContain(trace);
  });

  it('name each number that is wrong', async () => {
    const { caller } = await applicants.one();
    const numbers = { pan: 'AAAXL1234C', aadhaar: '234123412347', iban: 'DE1' };
    const { status, body } = await caller.ask('PUT', path, { ...given, numbers });
    expect(status).toBe(422);
    const paths = ['numbers.pan', 'numbers.aadhaar', 'numbers.iban'];
    expect((body as { errors: { path: string }[] }).errors.map((error) => error.path)).toEqual(
      paths,
    );
  });
});
