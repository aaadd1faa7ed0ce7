import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { type Ctx, type Id, id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { changeAccountStatus, readAccount, searchAccounts } from '../contracts/admin-users.ts';
import { ReadAccount } from '../queries/read-account.ts';
import { type AccountRow, SearchAccounts } from '../queries/search-accounts.ts';
import { ChangeAccountStatus } from '../use-cases/change-account-status.ts';

/** What the marketplace's staff sees of accounts, and does about them. */
@Injectable()
export class AdminUserRoutes {
  readonly #searchAccounts: SearchAccounts;
  readonly #readAccount: ReadAccount;
  readonly #changeStatus: ChangeAccountStatus;

  constructor(
    searchAllAccounts: SearchAccounts,
    readOneAccount: ReadAccount,
    changeStatus: ChangeAccountStatus,
  ) {
    this.#searchAccounts = searchAllAccounts;
    this.#readAccount = readOneAccount;
    this.#changeStatus = changeStatus;
  }

  @Route(searchAccounts)
  async search(call: Call<typeof searchAccounts>): Promise<HandlerAnswer<typeof searchAccounts>> {
    const { ctx, query } = call;
    const system = systemCtx('staff looks for an account', ctx);
    const found = await this.#searchAccounts.run(system, { ...query, tenantId: ctx.tenantId });
    return { items: found.items.map(presentAccount), nextCursor: found.nextCursor };
  }

  @Route(readAccount)
  read({ ctx, params }: Call<typeof readAccount>): Promise<HandlerAnswer<typeof readAccount>> {
    return this.#details(ctx, id<'user'>(params.id));
  }

  @Route(changeAccountStatus)
  async changeStatus(
    call: Call<typeof changeAccountStatus>,
  ): Promise<HandlerAnswer<typeof changeAccountStatus>> {
    const { ctx, params, body } = call;
    const personId = id<'user'>(params.id);
    await this.#changeStatus.run(ctx, { personId, ...body });
    return this.#details(ctx, personId);
  }

  async #details(ctx: Ctx, personId: Id<'user'>) {
    const system = systemCtx('staff looks at an account', ctx);
    const { tenantId } = ctx;
    const account = await this.#searchAccounts.one(system, { tenantId, personId });
    const { memberships } = await this.#readAccount.run(system, personId);
    return {
      ...presentAccount(account),
      lastSeenAt: account.lastSeenAt?.toISOString() ?? null,
      memberships: memberships.map((membership) => ({
        tenantId: membership.tenantId,
        roles: [...membership.roles],
      })),
    };
  }
}

function presentAccount({ status, roles, createdAt, ...account }: AccountRow) {
  const { id: userId, name, email, emailVerified } = account;
  return {
    id: userId,
    name,
    email,
    emailVerified,
    roles: [...roles],
    accountStatus: status,
    createdAt: createdAt.toISOString(),
  };
}
