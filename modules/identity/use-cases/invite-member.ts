import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { AppError, type Ctx, newId, systemCtx } from '@edumaster/kernel';
import { may } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { normalizedEmail } from '../domain/account.ts';
import { rolesIn } from '../domain/tenant-roles.ts';
import { KnownHosts } from '../known-hosts.ts';
import { readMemberAddresses } from '../policy.ts';
import { type Invitation, insertInvitation, lockOpenInvitationTo } from '../store/invitations.ts';
import { membershipsOf } from '../store/memberships.ts';
import { findPersonByEmail } from '../store/persons.ts';
import { actingUser } from './acting-user.ts';
import { requireGrant } from './require-grant.ts';
import { type Inviting, SendInvitation } from './send-invitation.ts';

interface Invited {
  readonly email: string;
  readonly roles: readonly string[];
}

/**
 * Somebody who runs a tenant asks a person to become a member.
 *
 * Whoever has an account already is asked by mail too, instead of being made a member at once: the
 * list of members would tell who has one and what they are called, and nobody should find themself
 * in a tenant by somebody else's doing. Signing in there with the address is an answer as well.
 */
@Injectable()
export class InviteMember {
  readonly #db: Db;
  readonly #audit: AuditLog;
  readonly #hosts: KnownHosts;
  readonly #sendInvitation: SendInvitation;

  constructor(db: Db, audit: AuditLog, hosts: KnownHosts, sendInvitation: SendInvitation) {
    this.#db = db;
    this.#audit = audit;
    this.#hosts = hosts;
    this.#sendInvitation = sendInvitation;
  }

  /**
   * A second invitation of an address replaces the first.
   * @param input.host that the invitation leads to
   * @throws AppError `validation_failed` for a role that is none here, `role_not_yours_to_give`,
   *   `already_member`, `too_many_requests`
   */
  async run(ctx: Ctx, input: Invited & { readonly host: string }): Promise<Invitation> {
    const kind = await this.#hosts.kindOf(ctx.tenantId);
    if (!kind) throw new Error('a tenant that answers requests has no kind');
    const roles = rolesIn(kind, input.roles);
    const email = normalizedEmail(input.email);
    const from = await this.#sendInvitation.from(ctx, input.host);
    const system = systemCtx('somebody is invited', ctx);
    return this.#db.inSystemTx(system, (tx) => this.#invite(tx, from, { email, roles }));
  }

  async #invite(tx: SystemTx, from: Inviting, { email, roles }: Invited): Promise<Invitation> {
    const { ctx } = from;
    const { tenantId } = ctx;
    await requireGrant(tx, ctx, roles);
    await requireNoMember(tx, ctx, email);
    const created = await this.#create(tx, from, { email, roles });
    if (created) return created;
    const known = await lockOpenInvitationTo(tx, { tenantId, email });
    if (!known) throw new AppError('conflict', { detail: 'The invitation was answered just now' });
    await requireGrant(tx, ctx, known.roles);
    return this.#sendInvitation.again(tx, from, { ...known, roles });
  }

  /** @returns undefined when the address has an open invitation */
  async #create(
    tx: SystemTx,
    from: Inviting,
    { email, roles }: Invited,
  ): Promise<Invitation | undefined> {
    const { ctx } = from;
    const { tenantId } = ctx;
    if (await lockOpenInvitationTo(tx, { tenantId, email })) return undefined;
    const id = newId<'invitation'>(tx.ctx.now.getTime());
    const mail = await this.#sendInvitation.request(tx, from, { email, roles });
    const invitation = { tenantId, id, email, roles, invitedBy: actingUser(ctx), ...mail };
    if (!(await insertInvitation(tx, invitation))) {
      // Of two at the same moment the other was first; its mail is on the way.
      throw new AppError('too_many_requests', { retryAfterSeconds: 60 });
    }
    await this.#audit.recordFor(tx, ctx, {
      action: 'invitation.sent',
      subject: { kind: 'invitation', id },
      details: { roles },
    });
    return { ...invitation, sentAt: tx.ctx.now, closedAs: null, acceptedBy: null };
  }
}

/**
 * Told only to those who see the members' addresses anyway. For the staff the mail goes out, and
 * accepting it changes nothing.
 */
async function requireNoMember(tx: SystemTx, ctx: Ctx, email: string): Promise<void> {
  if (!may(ctx.actor, readMemberAddresses, undefined)) return;
  const person = await findPersonByEmail(tx, email);
  if (!person) return;
  const memberships = await membershipsOf(tx, person.id);
  const isMember = memberships.some(({ tenantId }) => tenantId === ctx.tenantId);
  if (isMember) throw new AppError('already_member');
}
