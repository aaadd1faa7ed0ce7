import { defineEvent, eventOf, type EventType } from '@edumaster/events';
import { id, newId } from '@edumaster/kernel';
import { tenants, type TestDatabase } from '@edumaster/testkit';
import { z } from 'zod';
import { instructorConsumers } from '../instructor-parts.ts';
import { type IdentityWorld, identityWorld } from './identity-world.ts';
import { type Caller, People, type TestPerson } from './people.ts';

const ours = { marketplace: tenants.first, academy: tenants.second };

/** As media publishes it. */
export const fileStored = defineEvent({
  type: 'file.stored',
  version: 1,
  topic: 'media-events',
  data: z.looseObject({ ownerId: z.string() }),
  key: ({ ownerId }) => ownerId,
});

export const details = {
  headline: 'Bakes bread',
  bio: 'For twenty years.',
  country: 'IN',
  phoneNumber: '+911234567890',
};

export interface Applicant {
  readonly person: TestPerson;
  readonly caller: Caller;
}

/** People who want to teach, and a moderator who decides. */
export class Applicants {
  readonly world: IdentityWorld;
  readonly people: People;
  readonly moderator: Caller;
  readonly #database: TestDatabase;

  private constructor(
    parts: Pick<Applicants, 'world' | 'people' | 'moderator'>,
    database: TestDatabase,
  ) {
    this.world = parts.world;
    this.people = parts.people;
    this.moderator = parts.moderator;
    this.#database = database;
  }

  static async open(database: TestDatabase): Promise<Applicants> {
    const settings = { EDUMASTER_IDENTITY_CHECK: 'sandbox' };
    const world = await identityWorld({ database, tenants: ours, settings });
    const people = new People(world, database, ours);
    const mo = await people.make('marketplace', ['moderator'], 'Mo');
    const moderator = await people.caller(mo, 'marketplace');
    return new Applicants({ world, people, moderator }, database);
  }

  async one(roles: readonly string[] = ['student']): Promise<Applicant> {
    const person = await this.people.make('marketplace', [...roles], 'Asha Rao');
    return { person, caller: await this.people.caller(person, 'marketplace') };
  }

  async emit<Data>(type: EventType<string, Data>, data: Data): Promise<void> {
    const { db, outbox } = this.#database;
    const ctx = this.#database.tenantCtx();
    await db.inTx(ctx, (tx) => outbox.emit(tx, eventOf(type, data)));
  }

  async deliver(): Promise<void> {
    const { container } = this.world;
    await this.#database.deliver(instructorConsumers.map((type) => container.get(type)));
  }

  /** A paper as if media had looked at it. */
  async store({ id: ownerId }: TestPerson, documentKind: string): Promise<string> {
    const mediaId = newId();
    const paper = { mediaId, ownerId, purpose: 'kyc-document', documentKind, url: null };
    await this.emit(fileStored, paper);
    await this.deliver();
    return mediaId;
  }

  async eventsAbout({ id: userId }: TestPerson): Promise<[string, unknown][]> {
    const { rows } = await this.#database.owner.query(
      `select type, payload from events.log
       where aggregateid = $1 and type like any (array['instructor.%', 'user.%']) order by id`,
      [userId],
    );
    return rows.map(({ type, payload }) => [type, payload]);
  }

  async auditAbout({ id: userId }: TestPerson): Promise<string[]> {
    const { rows } = await this.#database.owner.query(
      'select action from platform.audit_log where subject_id = $1 order by id',
      [userId],
    );
    return rows.map(({ action }) => action);
  }

  async codeFor({ id: userId }: TestPerson): Promise<string> {
    const { rows } = await this.#database.owner.query(
      `select id from identity.one_time_messages
       where person_id = $1 and template = 'phone-code' order by id desc limit 1`,
      [userId],
    );
    const messageId = id<'message'>(rows[0].id);
    const ctx = this.#database.tenantCtx();
    const message = await this.world.identity.oneTimeMessage(ctx, { messageId });
    return message?.channel === 'sms' ? message.code : '';
  }

  async provePhone({ person, caller }: Applicant, phoneNumber = details.phoneNumber) {
    await caller.ask('POST', '/api/v1/me/phone-verification', { phoneNumber });
    const code = await this.codeFor(person);
    return caller.ask('PUT', '/api/v1/me/phone-verification', { phoneNumber, code });
  }
}

export const apply = (caller: Caller, change: object = {}) =>
  caller.ask<{ status: string }>('POST', '/api/v1/instructors', { ...details, ...change });

export const decide = (caller: Caller, { id: userId }: TestPerson, body: object) =>
  caller.ask('PUT', `/api/v1/instructors/${userId}/verification`, body);

export const application = async (caller: Caller) =>
  (await caller.ask<Record<string, unknown>>('GET', '/api/v1/me/instructor-application')).body;

export const profile = (caller: Caller, { id: userId }: TestPerson) =>
  caller.ask('GET', `/api/v1/instructors/${userId}`);
