import { Db } from '@edumaster/database';
import { AppError, type Ctx, type Id, type SystemCtx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type {
  Authenticated,
  Contact,
  Credential,
  Identity,
  NewPerson,
  PersonCard,
  Standing,
  TenantOwner,
  UserId,
} from './index.ts';
import type { MessageId, OneTimeMessage } from './messages/one-time-message.ts';
import { FindActor } from './queries/find-actor.ts';
import { ReadOneTimeMessage } from './queries/read-one-time-message.ts';
import { membershipsOf, ownersOf } from './store/memberships.ts';
import { findPerson } from './store/persons.ts';
import { ProvisionPerson } from './use-cases/provision-person.ts';
import { SeatOwner } from './use-cases/seat-owner.ts';
import { SetRoles } from './use-cases/set-roles.ts';

/** The facade within this process. */
@Injectable()
export class IdentityFacade implements Identity {
  readonly #db: Db;
  readonly #findActor: FindActor;
  readonly #provisionPerson: ProvisionPerson;
  readonly #setRoles: SetRoles;
  readonly #readOneTimeMessage: ReadOneTimeMessage;
  readonly #seatOwner: SeatOwner;

  constructor(
    db: Db,
    findActor: FindActor,
    provisionPerson: ProvisionPerson,
    setRoles: SetRoles,
    readOneTimeMessage: ReadOneTimeMessage,
    seatOwner: SeatOwner,
  ) {
    this.#db = db;
    this.#findActor = findActor;
    this.#provisionPerson = provisionPerson;
    this.#setRoles = setRoles;
    this.#readOneTimeMessage = readOneTimeMessage;
    this.#seatOwner = seatOwner;
  }

  async authenticate(tenantId: Id<'tenant'>, credential: Credential): Promise<Authenticated> {
    const { bearer, session } = credential;
    if (bearer !== undefined) return this.#findActor.byBearer(tenantId, bearer);
    if (session) return this.#findActor.bySession(tenantId, session);
    return { actor: { kind: 'anonymous' } };
  }

  async people(ctx: Ctx, input: { ids: readonly UserId[] }): Promise<readonly PersonCard[]> {
    if (input.ids.length === 0) return [];
    // A question is no reaction: the inbox row belongs to the transaction of the one who asks.
    const { delivery: _, ...reading } = ctx;
    const rows = await this.#db.inPlatformTx(reading, (tx) =>
      tx.rows<{ id: UserId; name: string; avatarUrl: string | null }>({
        name: 'identity.person-cards-with-pictures',
        text: 'select id, name, avatar_url as "avatarUrl" from identity.person_cards($1::uuid[])',
        values: [input.ids],
      }),
    );
    return rows.map(({ avatarUrl, ...card }) =>
      avatarUrl === null ? card : { ...card, avatarUrl },
    );
  }

  async provision(
    ctx: SystemCtx,
    { tenantId, person }: { tenantId: Id<'tenant'>; person: NewPerson },
  ): Promise<PersonCard> {
    const { id, name } = await this.#provisionPerson.run(ctx, { ...person, tenantId });
    return { id, name };
  }

  async setRoles(
    ctx: SystemCtx,
    input: { tenantId: Id<'tenant'>; email: string; roles: readonly string[] },
  ): Promise<PersonCard> {
    const { id, name } = await this.#setRoles.run(ctx, input);
    return { id, name };
  }

  oneTimeMessage(
    ctx: Ctx,
    { messageId }: { messageId: MessageId },
  ): Promise<OneTimeMessage | undefined> {
    return this.#readOneTimeMessage.run(systemCtx('a message is sent', ctx), messageId);
  }

  async contact(ctx: Ctx, { userId }: { userId: UserId }): Promise<Contact | undefined> {
    const reading = systemCtx('a mail is addressed', ctx);
    const person = await this.#db.inSystemTx(reading, (tx) => findPerson(tx, userId));
    if (!person || person.status === 'deleted') return undefined;
    return { email: person.email, name: person.name, locale: 'en' };
  }

  async requireVerified(ctx: Ctx, { userId }: { userId: UserId }): Promise<void> {
    const standing = await this.standing(systemCtx('whether somebody may teach', ctx), { userId });
    if (!standing?.isEmailVerified) throw new AppError('email_not_verified');
  }

  standing(ctx: SystemCtx, { userId }: { userId: UserId }): Promise<Standing | undefined> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      const person = await findPerson(tx, userId);
      if (!person) return undefined;
      const memberships = await membershipsOf(tx, userId);
      return { isEmailVerified: person.emailVerifiedAt !== null, memberships };
    });
  }

  owners(
    ctx: SystemCtx,
    { tenantIds }: { tenantIds: readonly Id<'tenant'>[] },
  ): Promise<readonly TenantOwner[]> {
    return this.#db.inSystemTx(ctx, (tx) => ownersOf(tx, tenantIds));
  }

  seatOwner(ctx: SystemCtx, input: { tenantId: Id<'tenant'>; userId: UserId }): Promise<void> {
    return this.#seatOwner.run(ctx, input);
  }
}
