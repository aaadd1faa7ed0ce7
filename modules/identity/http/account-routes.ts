import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { callerOf } from '@edumaster/http/server';
import { type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { changeMe, logIn, logOut, readMe, refresh, register } from '../contracts.ts';
import { ProgramTokens, type Tokens } from '../relying-party/token-issuer.ts';
import { ReadAccount } from '../queries/read-account.ts';
import { ReadImpersonation } from '../queries/read-impersonation.ts';
import { actingUser } from '../use-cases/acting-user.ts';
import { AdmitProgram, type Visitor } from '../use-cases/admit-program.ts';
import { ChangeProfile } from '../use-cases/change-profile.ts';
import { LogIn } from '../use-cases/log-in.ts';
import { RegisterPerson } from '../use-cases/register-person.ts';
import { presentMe, presentUser } from './present-user.ts';

/** Accounts and log-in for programs; browsers sign in through the issuer. */
@Injectable()
export class AccountRoutes {
  readonly #registerPerson: RegisterPerson;
  readonly #logIn: LogIn;
  readonly #tokens: ProgramTokens;
  readonly #readAccount: ReadAccount;
  readonly #changeProfile: ChangeProfile;
  readonly #readImpersonation: ReadImpersonation;
  readonly #admitProgram: AdmitProgram;

  constructor(
    registerPerson: RegisterPerson,
    logIn: LogIn,
    tokens: ProgramTokens,
    readAccount: ReadAccount,
    changeProfile: ChangeProfile,
    readImpersonation: ReadImpersonation,
    admitProgram: AdmitProgram,
  ) {
    this.#registerPerson = registerPerson;
    this.#logIn = logIn;
    this.#tokens = tokens;
    this.#readAccount = readAccount;
    this.#changeProfile = changeProfile;
    this.#readImpersonation = readImpersonation;
    this.#admitProgram = admitProgram;
  }

  @Route(register)
  async register(call: Call<typeof register>): Promise<HandlerAnswer<typeof register>> {
    const { ctx, body, request } = call;
    const registered = await this.#registerPerson.run(ctx, { ...body, host: request.host });
    return this.#loggedIn(ctx, request, registered);
  }

  @Route(logIn)
  async logIn(call: Call<typeof logIn>): Promise<HandlerAnswer<typeof logIn>> {
    const { ctx, body, request } = call;
    const loggedIn = await this.#logIn.run(ctx, { ...body, host: request.host });
    return this.#loggedIn(ctx, request, loggedIn);
  }

  @Route(refresh)
  async refresh(call: Call<typeof refresh>): Promise<HandlerAnswer<typeof refresh>> {
    const { ctx, body, request } = call;
    const tokens = await this.#tokens.refresh(body.refreshToken);
    const { accessToken } = tokens;
    await this.#admitProgram.run(ctx, { accessToken, from: visitorOf(request), goesOn: true });
    return tokens;
  }

  @Route(logOut)
  async logOut({ body }: Call<typeof logOut>): Promise<void> {
    await this.#tokens.revoke(body.refreshToken);
  }

  @Route(readMe)
  async readMe({ ctx }: Call<typeof readMe>): Promise<HandlerAnswer<typeof readMe>> {
    const system = systemCtx('a person reads their own account', ctx);
    const account = await this.#readAccount.run(system, actingUser(ctx));
    return presentMe(account, ctx.tenantId, await this.#readImpersonation.run(ctx));
  }

  @Route(changeMe)
  async changeMe(call: Call<typeof changeMe>): Promise<HandlerAnswer<typeof changeMe>> {
    const { ctx, body } = call;
    const system = systemCtx('a person changes their own account', ctx);
    const personId = actingUser(ctx);
    await this.#changeProfile.run(ctx, { personId, change: body });
    return presentMe(await this.#readAccount.run(system, personId), ctx.tenantId);
  }

  async #loggedIn(
    ctx: Ctx,
    request: FastifyRequest,
    { personId, tokens }: { personId: Id<'user'>; tokens: Tokens },
  ) {
    const { accessToken, refreshToken, expiresIn } = tokens;
    await this.#admitProgram.run(ctx, { accessToken, from: visitorOf(request), goesOn: false });
    const system = systemCtx('a person who logs in sees their account', ctx);
    const account = await this.#readAccount.run(system, personId);
    return { user: presentUser(account, ctx.tenantId), accessToken, refreshToken, expiresIn };
  }
}

function visitorOf(request: FastifyRequest): Visitor {
  const { host, headers } = request;
  return { host, address: callerOf(request).address, userAgent: headers['user-agent'] };
}
