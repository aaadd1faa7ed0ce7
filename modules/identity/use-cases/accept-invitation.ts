import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import {
  type Actor,
  AppError,
  type Ctx,
  type Id,
  type SystemCtx,
  systemCtx,
} from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isActive, type Person } from '../domain/account.ts';
import { checkedRoles } from '../domain/role.ts';
import { mayGrant } from '../domain/role-change.ts';
import { userRolesChanged } from '../events.ts';
import { KnownHosts } from '../known-hosts.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import {
  closeInvitation,
  type Invitation,
  isExpired,
  lockInvitationOfMessage,
  lockOpenInvitationTo,
} from '../store/invitations.ts';
import { hasPlaceFor } from '../store/member-places.ts';
import { lockMembersOf, replaceRoles } from '../store/memberships.ts';
import { useMessage } from '../store/one-time-messages.ts';
import { findPerson, verifyAddress } from '../store/persons.ts';
import { actingUser } from './acting-user.ts';
import { EndImpersonations } from './end-impersonations.ts';

/** An invited person becomes a member: by the link of the mail, or by signing in there. */
@Injectable()
export class AcceptInvitation {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #messages: OneTimeMessages;
  readonly #endImpersonations: EndImpersonations;
  readonly #hosts: KnownHosts;

  constructor(
    db: Db,
    outbox: Outbox,
    audit: AuditLog,
    messages: OneTimeMessages,
    endImpersonations: EndImpersonations,
    hosts: KnownHosts,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#messages = messages;
    this.#endImpersonations = endImpersonations;
    this.#hosts = hosts;
  }

  /**
   * Whoever has the link has read a mail to the address, which proves it.
   * @returns the roles that the person was invited to
   * @throws AppError `invitation_not_found`, `invitation_expired`, `invitation_for_another`,
   *   `tier_limit_reached` where there is no place for another member
   */
  async run(ctx: Ctx, token: string): Promise<readonly string[]> {
    const system = systemCtx('a person accepts an invitation', ctx);
    const messageId = this.#messages.messageOf(token);
    if (!messageId) throw new AppError('invitation_not_found');
    const most = await this.#hosts.memberLimit(ctx.tenantId);
    return this.#db.inSystemTx(system, async (tx) => {
      const { tenantId } = ctx;
      const invitation = await lockInvitationOfMessage(tx, { tenantId, messageId });
      const person = await findPerson(tx, actingUser(ctx));
      if (!invitation || !person) throw new AppError('invitation_not_found');
      if (invitation.acceptedBy === person.id) return invitation.roles;
      if (invitation.closedAs !== null) throw new AppError('invitation_not_found');
      if (person.email !== invitation.email) throw new AppError('invitation_for_another');
      if (isExpired(invitation, tx.ctx.now)) throw new AppError('invitation_expired');
      if (!(await hasPlaceFor(tx, { tenantId, personId: person.id }, most))) {
        throw new AppError('tier_limit_reached', { extra: { limit: 'members', most } });
      }
      await verifyAddress(tx, person);
      if (!(await this.#join(tx, invitation, person))) throw new AppError('invitation_not_found');
      return invitation.roles;
    });
  }

  /** Somebody signs in with a proven address: an invitation that waits for it is accepted by that. */
  async claim(
    ctx: SystemCtx,
    { tenantId, personId }: { tenantId: Id<'tenant'>; personId: Id<'user'> },
  ): Promise<void> {
    const most = await this.#hosts.memberLimit(tenantId);
    await this.#db.inSystemTx(ctx, async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person || person.emailVerifiedAt === null || !isActive(person)) return;
      const invitation = await lockOpenInvitationTo(tx, { tenantId, email: person.email });
      if (!invitation || isExpired(invitation, tx.ctx.now)) return;
      // It goes on waiting for a place.
      if (!(await hasPlaceFor(tx, { tenantId, personId }, most))) return;
      await this.#join(tx, invitation, person);
    });
  }

  /** @returns false when whoever invited may not give these roles any more */
  async #join(tx: SystemTx, invitation: Invitation, person: Person): Promise<boolean> {
    const { tenantId, roles, invitedBy } = invitation;
    const members = await lockMembersOf(tx, { tenantId, persons: [invitedBy, person.id] });
    const rolesOf = (who: Id<'user'>) =>
      members.find(({ personId, isActive: counts }) => personId === who && counts)?.roles ?? [];
    if (!mayGrant(rolesOf(invitedBy), roles)) return false;
    const before = rolesOf(person.id);
    const after = checkedRoles([...before, ...roles]);
    await useMessage(tx, { id: invitation.messageId, template: 'invitation' });
    await closeInvitation(tx, invitation, { as: 'accepted', by: person.id });
    const actor: Actor = { kind: 'user', userId: person.id, roles: before };
    await this.#audit.recordFor(
      tx,
      { tenantId, actor },
      {
        action: 'invitation.accepted',
        subject: { kind: 'user', id: person.id },
        details: { invitationId: invitation.id, invitedBy, before, after },
      },
    );
    if (!(await replaceRoles(tx, { tenantId, personId: person.id }, after))) return true;
    await this.#endImpersonations.ofPerson(tx, person.id);
    const changed = eventOf(userRolesChanged, { userId: person.id, roles: [...after] });
    await this.#outbox.emitFor(tx, tenantId, changed);
    return true;
  }
}
