import { defineEvent } from '@edumaster/events';
import { type Id, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { instructorJobs } from './instructor-parts.ts';
import { DiscardDocuments } from './jobs/discard-documents.ts';
import { identityModule } from './module.ts';
import {
  Applicants,
  application,
  apply,
  decide,
  fileStored,
  profile,
} from './testing/applicants.ts';
import type { Caller, TestPerson } from './testing/people.ts';

const courseEvents = ['course.published', 'course.archived', 'course.access_granted'].map((type) =>
  defineEvent({
    type,
    version: 1,
    topic: 'course-events',
    data: z.looseObject({ courseId: z.string() }),
    key: ({ courseId }) => courseId,
  }),
);

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

describe('papers', () => {
  it('become part of the application; a new one takes the place of the old', async () => {
    const { person, caller } = await applicants.one();
    await apply(caller);
    const first = await applicants.store(person, 'identity-front');
    const second = await applicants.store(person, 'identity-front');
    const another = await applicants.store(person, 'address');
    const { documents, missing } = await application(caller);
    expect(documents).toMatchObject([{ id: second }, { id: another }]);
    expect(missing).toEqual(['phone', 'tax-details']);
    const events = await applicants.eventsAbout(person);
    const discarded = { userId: person.id, mediaIds: [first] };
    expect(events).toContainEqual(['user.files_discarded', discarded]);
    expect(events.at(-1)).toEqual([
      'instructor.application_changed',
      { userId: person.id, missing: ['phone', 'tax-details'] },
    ]);
    const entries = await applicants.auditAbout(person);
    const handedIn = ['document.handed_in', 'document.handed_in', 'document.handed_in'];
    expect(entries.slice(entries.indexOf('instructor.applied') + 1)).toEqual(handedIn);
  });

  it('are taken back by their owner and nobody else, until they were relied on', async () => {
    const { person, caller } = await applicants.one();
    await apply(caller);
    const [one, two] = [
      await applicants.store(person, 'identity-front'),
      await applicants.store(person, 'address'),
    ];
    const path = (mediaId: string) => `/api/v1/me/instructor-application/documents/${mediaId}`;
    const stranger = (await applicants.one()).caller;
    expect((await stranger.refusal('DELETE', path(one)))[0]).toBe(404);
    expect((await caller.ask('DELETE', path(one))).status).toBe(204);
    expect((await caller.refusal('DELETE', path(one)))[0]).toBe(404);
    await decide(moderator, person, { decision: 'approve' });
    expect((await caller.refusal('DELETE', path(two)))[1]).toBe('already_instructor');
    expect(await application(caller)).toMatchObject({ documents: [{ id: two }] });
  });

  it('of the rejected and of those who never applied are deleted after their time', async () => {
    const [verified, rejected, fresh, never] = [
      await applicants.one(),
      await applicants.one(),
      await applicants.one(),
      await applicants.one(),
    ];
    for (const { person, caller } of [verified, rejected, fresh]) {
      await apply(caller);
      await applicants.store(person, 'identity-front');
    }
    await applicants.store(never.person, 'identity-front');
    await decide(moderator, verified.person, { decision: 'approve' });
    for (const { person } of [rejected, fresh]) {
      await decide(moderator, person, { decision: 'reject', reason: 'No' });
    }
    const old = [verified, rejected, never].map(({ person }) => person.id);
    await database.pools.system.query(
      `update identity.applicant_documents set stored_at = now() - interval '181 days'
       where person_id = any ($1)`,
      [old],
    );
    await database.pools.system.query(
      `update identity.instructors set decided_at = now() - interval '181 days'
       where person_id = any ($1)`,
      [old],
    );
    await applicants.world.container.get(DiscardDocuments).run(new AbortController().signal);
    const kept = async ({ caller }: { caller: Caller }) =>
      ((await application(caller))['documents'] as unknown[]).length;
    expect([await kept(verified), await kept(rejected), await kept(fresh)]).toEqual([1, 0, 1]);
    expect(await kept(never)).toBe(0);
    expect(await applicants.auditAbout(rejected.person)).toContain('document.discarded');
    expect((await applicants.eventsAbout(rejected.person)).at(-1)?.[0]).toBe(
      'user.files_discarded',
    );
  });
});

describe('the check by a provider', () => {
  async function whole(numbers: object, legalName = 'Asha Rao') {
    const { person, caller } = await applicants.one();
    await apply(caller);
    await applicants.provePhone({ person, caller });
    await applicants.store(person, 'identity-front');
    await caller.ask('PUT', '/api/v1/me/tax-details', { country: 'IN', legalName, numbers });
    await applicants.store(person, 'address');
    await database.work(instructorJobs.map((type) => applicants.world.container.get(type)));
    const path = `/api/v1/instructors/${person.id}/application`;
    return (await moderator.ask<{ check: object; missing: string[] }>('GET', path)).body;
  }

  it('is shown to the moderator as a hint that says where it comes from', async () => {
    const { check, missing } = await whole({ pan });
    expect(missing).toEqual([]);
    expect(check).toMatchObject({ provider: 'Sandbox: nobody was asked', outcome: 'verified' });
  });

  it('that fails decides nothing', async () => {
    const { check } = await whole({ pan, aadhaar: '234100000000' }).catch(() => ({ check: null }));
    expect(check).toBeNull();
    expect((await whole({ pan: 'AAPFU1111F' })).check).toMatchObject({ outcome: 'unsure' });
  });
});

describe('a profile', () => {
  it('is changed by its owner only', async () => {
    const { person, caller } = await applicants.one();
    const path = `/api/v1/instructors/${person.id}`;
    expect((await caller.refusal('PATCH', path, { bio: 'New' }))[0]).toBe(404);
    await apply(caller);
    expect(await caller.ask('PATCH', path, { bio: 'New' })).toMatchObject({
      status: 200,
      body: { headline: 'Bakes bread', bio: 'New' },
    });
    expect((await moderator.refusal('PATCH', path, { bio: 'Mine' }))[0]).toBe(403);
    expect((await caller.refusal('PATCH', path, { status: 'verified' }))[0]).toBe(422);
  });

  it('of somebody whom the operator made an instructor is verified, and can be written', async () => {
    const { person, caller } = await applicants.one(['student', 'instructor']);
    const body = { verificationStatus: 'verified', headline: '' };
    expect(await profile(caller, person)).toMatchObject({ status: 200, body });
    const path = `/api/v1/instructors/${person.id}`;
    expect(await caller.ask('PATCH', path, { headline: 'Cook' })).toMatchObject({ status: 200 });
    expect(await profile(caller, person)).toMatchObject({
      body: { verificationStatus: 'verified', headline: 'Cook' },
    });
  });

  it('counts courses and enrollments, in whichever order they are heard of', async () => {
    const { person, caller } = await applicants.one(['instructor']);
    const [published, archived, granted] = courseEvents;
    if (!published || !archived || !granted) throw new Error('no events');
    const [one, two] = [newId(), newId()];
    const by = { instructor: { id: person.id, name: 'Asha' } };
    await applicants.emit(granted, { courseId: one, userId: newId() });
    for (const courseId of [one, two, two]) await applicants.emit(published, { courseId, ...by });
    for (const courseId of [one, two])
      await applicants.emit(granted, { courseId, userId: newId() });
    await applicants.deliver();
    const totals = async () => (await profile(caller, person)).body;
    expect(await totals()).toMatchObject({ totalCourses: 2, totalStudents: 3 });
    await applicants.emit(archived, { courseId: two });
    await applicants.deliver();
    expect(await totals()).toMatchObject({ totalCourses: 1, totalStudents: 3 });
  });
});

describe('a profile picture', () => {
  const picture = async ({ id: ownerId }: TestPerson, mediaId: Id<'media'>) => {
    const url = `/images/avatars/${mediaId}/128.webp`;
    await applicants.emit(fileStored, {
      mediaId,
      ownerId,
      purpose: 'avatar',
      documentKind: null,
      url,
    });
    await applicants.deliver();
    return url;
  };

  it('is shown to the person and on cards, replaces the one before, and can be removed', async () => {
    const { person, caller } = await applicants.one();
    const avatar = async () =>
      (await caller.ask<{ avatarUrl?: string }>('GET', '/api/v1/me')).body.avatarUrl;
    expect(await avatar()).toBeUndefined();
    const first = newId<'media'>();
    await picture(person, first);
    const url = await picture(person, newId<'media'>());
    expect(await avatar()).toBe(url);
    const [card] = await applicants.world.identity.people(database.tenantCtx(), {
      ids: [person.id],
    });
    expect(card).toEqual({ id: person.id, name: 'Asha Rao', avatarUrl: url });
    const discarded = ['user.files_discarded', { userId: person.id, mediaIds: [first] }];
    expect(await applicants.eventsAbout(person)).toContainEqual(discarded);
    expect((await caller.ask('DELETE', '/api/v1/me/avatar')).status).toBe(204);
    expect((await caller.ask('DELETE', '/api/v1/me/avatar')).status).toBe(204);
    expect(await avatar()).toBeUndefined();
  });
});
