import { type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { KnownHosts } from '../known-hosts.ts';
import { ProgramTokens, type Tokens } from '../relying-party/token-issuer.ts';
import { CreateAccount } from './create-account.ts';
import { JoinTenant } from './join-tenant.ts';

export interface Registration {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** That the person registers on. */
  readonly host: string;
}

/** A program of ours signs a person up, who is logged in at once. */
@Injectable()
export class RegisterPerson {
  readonly #createAccount: CreateAccount;
  readonly #hosts: KnownHosts;
  readonly #tokens: ProgramTokens;
  readonly #joinTenant: JoinTenant;

  constructor(
    createAccount: CreateAccount,
    hosts: KnownHosts,
    tokens: ProgramTokens,
    joinTenant: JoinTenant,
  ) {
    this.#createAccount = createAccount;
    this.#hosts = hosts;
    this.#tokens = tokens;
    this.#joinTenant = joinTenant;
  }

  /** @throws AppError `email_taken` */
  async run(
    ctx: Ctx,
    { host, ...registration }: Registration,
  ): Promise<{ personId: Id<'user'>; tokens: Tokens }> {
    const known = await this.#hosts.find(host);
    const { tenantId } = ctx;
    const role = known?.newcomerRole ?? null;
    const isLimited = (await this.#hosts.memberLimit(tenantId)) !== null;
    const system = systemCtx('a person signs up', ctx);
    const personId = await this.#createAccount.run(system, {
      ...registration,
      tenantId,
      host,
      role: isLimited ? null : role,
    });
    // Where places are limited, joining finds one, or none: the account is there either way.
    if (isLimited) await this.#joinTenant.run(system, { tenantId, personId, role });
    return {
      personId,
      tokens: await this.#tokens.logIn(registration),
    };
  }
}
