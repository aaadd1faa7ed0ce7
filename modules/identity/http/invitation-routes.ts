import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { type Ctx, id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  acceptInvitation,
  inviteMember,
  listInvitations,
  readInvitation,
  resendInvitation,
  withdrawInvitation,
} from '../contracts/invitations.ts';
import { Identity } from '../index.ts';
import { ListInvitations } from '../queries/list-invitations.ts';
import { ReadInvitation } from '../queries/read-invitation.ts';
import { type Invitation, isExpired } from '../store/invitations.ts';
import { AcceptInvitation } from '../use-cases/accept-invitation.ts';
import { InviteMember } from '../use-cases/invite-member.ts';
import { ResendInvitation } from '../use-cases/resend-invitation.ts';
import { WithdrawInvitation } from '../use-cases/withdraw-invitation.ts';

/** Those who run a tenant invite. */
@Injectable()
export class InvitationRoutes {
  readonly #identity: Identity;
  readonly #invite: InviteMember;
  readonly #list: ListInvitations;
  readonly #resend: ResendInvitation;
  readonly #withdraw: WithdrawInvitation;

  constructor(
    identity: Identity,
    invite: InviteMember,
    list: ListInvitations,
    resend: ResendInvitation,
    withdraw: WithdrawInvitation,
  ) {
    this.#identity = identity;
    this.#invite = invite;
    this.#list = list;
    this.#resend = resend;
    this.#withdraw = withdraw;
  }

  @Route(inviteMember)
  async invite(call: Call<typeof inviteMember>): Promise<HandlerAnswer<typeof inviteMember>> {
    const { ctx, body, request } = call;
    const invited = await this.#invite.run(ctx, { ...body, host: request.host });
    return this.#present(ctx, invited);
  }

  @Route(listInvitations)
  async list(call: Call<typeof listInvitations>): Promise<HandlerAnswer<typeof listInvitations>> {
    const { ctx, query } = call;
    const { items, nextCursor } = await this.#list.run(ctx, query);
    const names = await this.#namesOf(ctx, items);
    return { items: items.map((item) => present(item, ctx, names)), nextCursor };
  }

  @Route(resendInvitation)
  async resend(
    call: Call<typeof resendInvitation>,
  ): Promise<HandlerAnswer<typeof resendInvitation>> {
    const { ctx, params, request } = call;
    const invitationId = id<'invitation'>(params.id);
    return this.#present(
      ctx,
      await this.#resend.run(ctx, { id: invitationId, host: request.host }),
    );
  }

  @Route(withdrawInvitation)
  async withdraw({ ctx, params }: Call<typeof withdrawInvitation>): Promise<void> {
    await this.#withdraw.run(ctx, id<'invitation'>(params.id));
  }

  async #present(ctx: Ctx, invitation: Invitation) {
    return present(invitation, ctx, await this.#namesOf(ctx, [invitation]));
  }

  async #namesOf(ctx: Ctx, items: readonly Invitation[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(items.map(({ invitedBy }) => invitedBy))];
    const people = await this.#identity.people(ctx, { ids });
    return new Map(people.map((person) => [person.id, person.name]));
  }
}

/** Those who were invited answer. */
@Injectable()
export class InvitationAnswerRoutes {
  readonly #read: ReadInvitation;
  readonly #accept: AcceptInvitation;

  constructor(read: ReadInvitation, accept: AcceptInvitation) {
    this.#read = read;
    this.#accept = accept;
  }

  @Route(readInvitation)
  async read(call: Call<typeof readInvitation>): Promise<HandlerAnswer<typeof readInvitation>> {
    const { roles, ...invitation } = await this.#read.run(call.ctx, call.body.token);
    return { ...invitation, roles: [...roles] };
  }

  @Route(acceptInvitation)
  async accept(
    call: Call<typeof acceptInvitation>,
  ): Promise<HandlerAnswer<typeof acceptInvitation>> {
    return { roles: [...(await this.#accept.run(call.ctx, call.body.token))] };
  }
}

function present(invitation: Invitation, { now }: Ctx, names: ReadonlyMap<string, string>) {
  const { id: invitationId, email, roles, invitedBy, sentAt, expiresAt } = invitation;
  return {
    id: invitationId,
    email,
    roles: [...roles],
    invitedBy: { id: invitedBy, name: names.get(invitedBy) ?? null },
    sentAt: sentAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isExpired: isExpired(invitation, now),
  };
}
