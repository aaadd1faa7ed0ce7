import { AuditLog } from '@edumaster/audit';
import type { SystemTx } from '@edumaster/database';
import { AppError, type Ctx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { messageRules } from '../domain/message-template.ts';
import { KnownHosts } from '../known-hosts.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import type { MessageId } from '../messages/one-time-message.ts';
import { type Invitation, writeSent } from '../store/invitations.ts';
import { useMessage } from '../store/one-time-messages.ts';
import { findPerson } from '../store/persons.ts';
import { actingUser } from './acting-user.ts';

/** Nobody presses the button for a mail that may still be on its way. */
const againAfterSeconds = 60;

/** Where an invitation comes from, as its mail says it. */
export interface Inviting {
  readonly ctx: Ctx;
  /** That the link leads to. */
  readonly host: string;
  readonly tenantName: string;
}

/** The mail of an invitation, in the transaction of the invitation. */
@Injectable()
export class SendInvitation {
  readonly #audit: AuditLog;
  readonly #hosts: KnownHosts;
  readonly #messages: OneTimeMessages;

  constructor(audit: AuditLog, hosts: KnownHosts, messages: OneTimeMessages) {
    this.#audit = audit;
    this.#hosts = hosts;
    this.#messages = messages;
  }

  /** Asked before the transaction, since tenancy answers it. */
  async from(ctx: Ctx, host: string): Promise<Inviting> {
    const known = await this.#hosts.find(host);
    if (known?.tenantId !== ctx.tenantId) throw new Error('the host is not of the tenant');
    return { ctx, host, tenantName: known.name };
  }

  /** Asks for the mail. */
  async request(
    tx: SystemTx,
    { ctx, host, tenantName }: Inviting,
    to: Pick<Invitation, 'email' | 'roles'>,
  ): Promise<{ messageId: MessageId; expiresAt: Date }> {
    const inviter = await findPerson(tx, actingUser(ctx));
    const { validSeconds } = messageRules.invitation;
    const messageId = await this.#messages.request(tx, {
      tenantId: ctx.tenantId,
      template: 'invitation',
      to: { email: to.email },
      host,
      locale: ctx.locale,
      facts: { tenant: tenantName, inviter: inviter?.name ?? '', roles: to.roles.join(',') },
      validSeconds,
    });
    return { messageId, expiresAt: new Date(tx.ctx.now.getTime() + validSeconds * 1_000) };
  }

  /**
   * Sends an open invitation once more, perhaps with other roles; the link before counts no more.
   * @throws AppError `too_many_requests`
   */
  async again(tx: SystemTx, from: Inviting, invitation: Invitation): Promise<Invitation> {
    const { ctx } = from;
    const { now } = tx.ctx;
    const waits = invitation.sentAt.getTime() + againAfterSeconds * 1_000 - now.getTime();
    if (waits > 0) {
      const retryAfterSeconds = Math.ceil(waits / 1_000);
      throw new AppError('too_many_requests', { retryAfterSeconds });
    }
    await useMessage(tx, { id: invitation.messageId, template: 'invitation' });
    const mail = await this.request(tx, from, invitation);
    const sent = { ...mail, roles: invitation.roles, invitedBy: actingUser(ctx) };
    await writeSent(tx, invitation, sent);
    await this.#audit.recordFor(tx, ctx, {
      action: 'invitation.sent_again',
      subject: { kind: 'invitation', id: invitation.id },
      details: { roles: invitation.roles },
    });
    return { ...invitation, ...sent, sentAt: now };
  }
}
