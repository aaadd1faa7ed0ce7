import { type Ctx, type Id, id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { KnownHosts } from '../known-hosts.ts';
import { type Credentials, ProgramTokens, type Tokens } from '../relying-party/token-issuer.ts';
import { JoinTenant } from './join-tenant.ts';

/** A program of ours logs a person in. */
@Injectable()
export class LogIn {
  readonly #tokens: ProgramTokens;
  readonly #hosts: KnownHosts;
  readonly #joinTenant: JoinTenant;

  constructor(tokens: ProgramTokens, hosts: KnownHosts, joinTenant: JoinTenant) {
    this.#tokens = tokens;
    this.#hosts = hosts;
    this.#joinTenant = joinTenant;
  }

  /**
   * @throws AppError `invalid_credentials`, `account_not_active`, `one_time_code_required`,
   *   `invalid_one_time_code`, `too_many_requests`
   */
  async run(
    ctx: Ctx,
    input: Credentials & { readonly host: string },
  ): Promise<{ personId: Id<'user'>; tokens: Tokens }> {
    const { personId: sub, ...tokens } = await this.#tokens.logIn(input);
    const personId = id<'user'>(sub);
    const known = await this.#hosts.find(input.host);
    await this.#joinTenant.run(systemCtx('a person logs in', ctx), {
      tenantId: ctx.tenantId,
      personId,
      role: known?.newcomerRole ?? null,
    });
    return { personId, tokens };
  }
}
