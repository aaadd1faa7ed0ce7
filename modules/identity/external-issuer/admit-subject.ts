import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { failure, type Id, newId, type Outcome, success, type SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { isActive, type Person } from '../domain/account.ts';
import { userCreated } from '../events.ts';
import { KnownHosts } from '../known-hosts.ts';
import {
  changeEmail,
  insertPersonOfIssuer,
  markEmailVerified,
  takeFromStranger,
} from '../store/issuer-persons.ts';
import { linkSubject, lockSubject, personOfSubject } from '../store/issuer-subjects.ts';
import { findPerson, findPersonByEmail } from '../store/persons.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { type ClaimedPerson, claimedPerson, type Claims } from './issuer-claims.ts';

export type SubjectRefusal = 'account_not_active' | 'email_missing' | 'email_taken';

interface Sighting {
  readonly issuer: string;
  readonly subject: string;
  readonly claimed: ClaimedPerson;
  readonly session: string | undefined;
  readonly tenantId: Id<'tenant'>;
}

/**
 * Who somebody is here that the issuer calls so: made or linked when they are seen for the first
 * time. An account with the same address is theirs only if the issuer has verified the address.
 */
@Injectable()
export class AdmitSubject {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #hosts: KnownHosts;
  readonly #settings: ExternalIssuerSettings;
  readonly #origin: string;

  constructor(
    db: Db,
    outbox: Outbox,
    hosts: KnownHosts,
    settings: ExternalIssuerSettings,
    installation: Installation,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#hosts = hosts;
    this.#settings = settings;
    this.#origin = installation.origin;
  }

  isKnown(ctx: SystemCtx, subject: string): Promise<boolean> {
    const { url: issuer } = this.#settings;
    return this.#db.inSystemTx(
      ctx,
      async (tx) => (await personOfSubject(tx, { issuer, subject })) !== undefined,
    );
  }

  async run(
    ctx: SystemCtx,
    { subject, claims }: { subject: string; claims: Claims },
  ): Promise<Outcome<Id<'user'>, SubjectRefusal>> {
    const platform = await this.#hosts.find(new URL(this.#origin).host);
    if (!platform) throw new Error('the platform has no host');
    const { tenantId } = platform;
    const { url: issuer } = this.#settings;
    const { sid } = claims;
    const session = typeof sid === 'string' ? sid : undefined;
    const sighting = { issuer, subject, claimed: claimedPerson(claims), session, tenantId };
    return this.#db.inSystemTx(ctx, async (tx) => {
      await lockSubject(tx, sighting);
      const personId = await personOfSubject(tx, sighting);
      const person = personId && (await findPerson(tx, personId));
      return person ? this.#seenAgain(tx, person, sighting) : this.#seenFirst(tx, sighting);
    });
  }

  async #seenAgain(
    tx: SystemTx,
    person: Person,
    { claimed }: Sighting,
  ): Promise<Outcome<Id<'user'>, SubjectRefusal>> {
    if (!isActive(person)) return failure('account_not_active');
    const { email, isEmailVerified } = claimed;
    if (!email || !isEmailVerified) return success(person.id);
    if (email !== person.email) {
      // Somebody else's here stays somebody else's: the person keeps the address from before.
      const owner = await findPersonByEmail(tx, email);
      if (!owner) await changeEmail(tx, person.id, email);
    } else if (!person.emailVerifiedAt) await markEmailVerified(tx, person.id);
    return success(person.id);
  }

  async #seenFirst(tx: SystemTx, sighting: Sighting): Promise<Outcome<Id<'user'>, SubjectRefusal>> {
    const { email, isEmailVerified } = sighting.claimed;
    if (!email) return failure('email_missing');
    const owner = await findPersonByEmail(tx, email);
    if (owner && !isEmailVerified) return failure('email_taken');
    if (owner && !isActive(owner)) return failure('account_not_active');
    // Whoever had an account with an address that they never proved may not be who proves it now.
    if (owner && !owner.emailVerifiedAt) await takeFromStranger(tx, owner.id, sighting.session);
    const personId = owner?.id ?? (await this.#create(tx, sighting, email));
    if (!personId) return failure('email_taken');
    await linkSubject(tx, sighting, personId);
    return success(personId);
  }

  async #create(
    tx: SystemTx,
    { claimed, tenantId }: Sighting,
    email: string,
  ): Promise<Id<'user'> | undefined> {
    const { name, isEmailVerified } = claimed;
    const userId = newId<'user'>(tx.ctx.now.getTime());
    const emailVerifiedAt = isEmailVerified ? tx.ctx.now : null;
    const isNew = await insertPersonOfIssuer(tx, { id: userId, email, name, emailVerifiedAt });
    if (!isNew) return undefined;
    await this.#outbox.emitFor(tx, tenantId, eventOf(userCreated, { userId, name }));
    return userId;
  }
}
