import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { AppError, type Ctx, type Id, id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { changeMemberRoles, listMembers, removeMember } from '../contracts/members.ts';
import { type ListedMember, ListMembers } from '../queries/list-members.ts';
import { ChangeMember } from '../use-cases/change-member.ts';

@Injectable()
export class MemberRoutes {
  readonly #listMembers: ListMembers;
  readonly #changeMember: ChangeMember;

  constructor(listMembersOf: ListMembers, changeMember: ChangeMember) {
    this.#listMembers = listMembersOf;
    this.#changeMember = changeMember;
  }

  @Route(listMembers)
  async list({ ctx, query }: Call<typeof listMembers>): Promise<HandlerAnswer<typeof listMembers>> {
    const { items, nextCursor } = await this.#listMembers.run(ctx, query);
    return { items: items.map(presentMember), nextCursor };
  }

  @Route(changeMemberRoles)
  async changeRoles(
    call: Call<typeof changeMemberRoles>,
  ): Promise<HandlerAnswer<typeof changeMemberRoles>> {
    const { ctx, params, body } = call;
    const personId = id<'user'>(params.userId);
    await this.#changeMember.run(ctx, { personId, roles: body.roles });
    return presentMember(await this.#member(ctx, personId));
  }

  @Route(removeMember)
  async remove({ ctx, params }: Call<typeof removeMember>): Promise<void> {
    await this.#changeMember.run(ctx, { personId: id<'user'>(params.userId), roles: [] });
  }

  async #member(ctx: Ctx, personId: Id<'user'>): Promise<ListedMember> {
    const member = await this.#listMembers.one(ctx, personId);
    if (!member) throw new AppError('member_not_found');
    return member;
  }
}

function presentMember({ joinedAt, roles, ...member }: ListedMember) {
  return { ...member, roles: [...roles], joinedAt: joinedAt.toISOString() };
}
