import { AppError, type Ctx, type Id, newId, type SystemCtx } from '@edumaster/kernel';
import { normalizedEmail } from '../domain/account.ts';
import { checkedRoles } from '../domain/role.ts';
import '../errors.ts';
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
} from '../index.ts';
import type { MessageId, OneTimeMessage } from '../messages/one-time-message.ts';

interface FakePerson extends PersonCard {
  readonly email: string;
  readonly roles: Map<Id<'tenant'>, readonly string[]>;
}

/** Keeps persons in memory; a credential is the id of a person, as a bearer token or a cookie. */
export class FakeIdentity implements Identity {
  readonly #persons = new Map<string, FakePerson>();
  readonly #messages = new Map<MessageId, OneTimeMessage>();

  /** A person of this name without an account. */
  add(name: string, userId: UserId = newId<'user'>()): UserId {
    this.#persons.set(userId, { id: userId, name, email: `${userId}@fake.test`, roles: new Map() });
    return userId;
  }

  async authenticate(tenantId: Id<'tenant'>, credential: Credential): Promise<Authenticated> {
    const { bearer, session } = credential;
    const person = this.#persons.get(bearer ?? session ?? '');
    if (person) {
      const roles = person.roles.get(tenantId) ?? [];
      return { actor: { kind: 'user', userId: person.id, roles } };
    }
    if (bearer !== undefined) throw new AppError('unauthenticated');
    return { actor: { kind: 'anonymous' } };
  }

  async people(_ctx: Ctx, { ids }: { ids: readonly UserId[] }): Promise<readonly PersonCard[]> {
    const known = [...new Set(ids)].map((userId) => this.#persons.get(userId));
    return known.flatMap((person) => (person ? [{ id: person.id, name: person.name }] : []));
  }

  async provision(
    ctx: SystemCtx,
    { tenantId, person }: { tenantId: Id<'tenant'>; person: NewPerson },
  ): Promise<PersonCard> {
    const email = normalizedEmail(person.email);
    if (!this.#byEmail(email)) {
      const userId = newId<'user'>();
      this.#persons.set(userId, { id: userId, name: person.name, email, roles: new Map() });
    }
    return this.setRoles(ctx, { tenantId, email, roles: person.roles });
  }

  async setRoles(
    _ctx: SystemCtx,
    input: { tenantId: Id<'tenant'>; email: string; roles: readonly string[] },
  ): Promise<PersonCard> {
    const person = this.#byEmail(normalizedEmail(input.email));
    if (!person) throw new AppError('person_not_found');
    person.roles.set(input.tenantId, checkedRoles(input.roles));
    return { id: person.id, name: person.name };
  }

  /** A message that waits to be sent. */
  addMessage(message: OneTimeMessage, messageId: MessageId = newId<'message'>()): MessageId {
    this.#messages.set(messageId, message);
    return messageId;
  }

  async oneTimeMessage(_ctx: Ctx, { messageId }: { messageId: MessageId }) {
    return this.#messages.get(messageId);
  }

  async contact(_ctx: Ctx, { userId }: { userId: UserId }): Promise<Contact | undefined> {
    const person = this.#persons.get(userId);
    return person && { email: person.email, name: person.name, locale: 'en' };
  }

  /** Lets everybody teach whom it knows. */
  async requireVerified(_ctx: Ctx, { userId }: { userId: UserId }): Promise<void> {
    if (!this.#persons.has(userId)) throw new AppError('email_not_verified');
  }

  async standing(_ctx: SystemCtx, { userId }: { userId: UserId }): Promise<Standing | undefined> {
    const person = this.#persons.get(userId);
    if (!person) return undefined;
    const memberships = [...person.roles].map(([tenantId, roles]) => ({ tenantId, roles }));
    return { isEmailVerified: !this.unverified.has(userId), memberships };
  }

  /** Persons who have not proved their address. */
  readonly unverified = new Set<UserId>();

  async owners(
    _ctx: SystemCtx,
    { tenantIds }: { tenantIds: readonly Id<'tenant'>[] },
  ): Promise<readonly TenantOwner[]> {
    return [...this.#persons.values()].flatMap(({ id, name, roles }) =>
      tenantIds
        .filter((tenantId) => roles.get(tenantId)?.includes('owner'))
        .map((tenantId) => ({ tenantId, id, name })),
    );
  }

  async seatOwner(
    _ctx: SystemCtx,
    { tenantId, userId }: { tenantId: Id<'tenant'>; userId: UserId },
  ): Promise<void> {
    const persons = [...this.#persons.values()];
    if (persons.some(({ roles }) => roles.get(tenantId)?.includes('owner'))) return;
    this.#persons.get(userId)?.roles.set(tenantId, ['owner']);
  }

  #byEmail(email: string): FakePerson | undefined {
    return [...this.#persons.values()].find((person) => person.email === email);
  }
}
