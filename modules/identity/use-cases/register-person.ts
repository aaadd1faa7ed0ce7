import { type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type Tokens, TokenEndpoint } from '../issuer/token-endpoint.ts';
import { KnownHosts } from '../known-hosts.ts';
import { CreateAccount } from './create-account.ts';

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
  readonly #tokens: TokenEndpoint;

  constructor(createAccount: CreateAccount, hosts: KnownHosts, tokens: TokenEndpoint) {
    this.#createAccount = createAccount;
    this.#hosts = hosts;
    this.#tokens = tokens;
  }

  /** @throws AppError `email_taken` */
  async run(
    ctx: Ctx,
    { host, ...registration }: Registration,
  ): Promise<{ personId: Id<'user'>; tokens: Tokens }> {
    const known = await this.#hosts.find(host);
    const personId = await this.#createAccount.run(systemCtx('a person signs up', ctx), {
      ...registration,
      tenantId: ctx.tenantId,
      host,
      role: known?.newcomerRole ?? null,
    });
    return {
      personId,
      tokens: await this.#tokens.logIn(registration),
    };
  }
}
