import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { linkSignIn, listLinkedSignIns, unlinkSignIn } from '../contracts/linked-sign-ins.ts';
import { SignInProviders } from '../providers/sign-in-providers.ts';
import { ListForeignIdentities } from '../queries/list-foreign-identities.ts';
import { BeginProviderSignIn } from '../use-cases/begin-provider-sign-in.ts';
import { ConfirmPerson } from '../use-cases/confirm-person.ts';
import { UnlinkForeignIdentity } from '../use-cases/unlink-foreign-identity.ts';
import { changerOf, signInOf } from './changer.ts';
import { PlatformHost } from './platform-host.ts';
import { ProviderCookie } from './provider-cookie.ts';

/** A person's accounts elsewhere. */
@Injectable()
export class LinkedSignInRoutes {
  readonly #host: PlatformHost;
  readonly #confirm: ConfirmPerson;
  readonly #providers: SignInProviders;
  readonly #list: ListForeignIdentities;
  readonly #begin: BeginProviderSignIn;
  readonly #unlink: UnlinkForeignIdentity;
  readonly #away: ProviderCookie;

  constructor(
    host: PlatformHost,
    confirm: ConfirmPerson,
    providers: SignInProviders,
    list: ListForeignIdentities,
    begin: BeginProviderSignIn,
    unlink: UnlinkForeignIdentity,
    away: ProviderCookie,
  ) {
    this.#host = host;
    this.#confirm = confirm;
    this.#providers = providers;
    this.#list = list;
    this.#begin = begin;
    this.#unlink = unlink;
    this.#away = away;
  }

  @Route(listLinkedSignIns)
  async list({
    ctx,
  }: Call<typeof listLinkedSignIns>): Promise<HandlerAnswer<typeof listLinkedSignIns>> {
    const system = systemCtx('a person looks at their accounts elsewhere', ctx);
    const linked = await this.#list.run(system, changerOf(ctx).personId);
    const items = linked.map(({ id: linkId, issuer, email, createdAt, lastUsedAt }) => ({
      id: linkId,
      provider: this.#providers.findByIssuer(issuer)?.name ?? new URL(issuer).host,
      email,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }));
    return { items, nextCursor: null };
  }

  @Route(linkSignIn)
  async link(call: Call<typeof linkSignIn>): Promise<HandlerAnswer<typeof linkSignIn>> {
    const { ctx, body, request, reply } = call;
    await this.#host.require(request.host);
    await this.#confirm.run(ctx, { password: body.currentPassword });
    const { personId } = changerOf(ctx);
    const purpose = { kind: 'link', personId, signInId: signInOf(ctx) } as const;
    const system = systemCtx('a person links an account elsewhere', ctx);
    const departure = await this.#begin.run(system, { providerId: body.provider, purpose });
    this.#away.write(reply, departure);
    return { redirectTo: departure.location };
  }

  @Route(unlinkSignIn)
  async unlink({ ctx, params, body }: Call<typeof unlinkSignIn>): Promise<void> {
    await this.#confirm.run(ctx, { password: body.currentPassword });
    const system = systemCtx('a person unlinks an account elsewhere', ctx);
    await this.#unlink.run(system, changerOf(ctx), id<'foreign-identity'>(params.id));
  }
}
