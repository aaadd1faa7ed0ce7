import { failure, type Outcome, success, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { ProviderClient } from '../providers/provider-client.ts';
import type { ProviderFlow } from '../providers/provider-flow.ts';
import { SignInProviders } from '../providers/sign-in-providers.ts';
import type { SignInProgress } from '../sign-in-steps/sign-in-progress.ts';
import { PassFirstFactor, type SignInStep } from './pass-first-factor.ts';
import { type ForeignRefusal, RecognizeForeignPerson } from './recognize-foreign-person.ts';

export interface ProviderAnswer {
  readonly at: InteractionRequest;
  readonly flow: ProviderFlow;
  /** That the browser came back with, with its question mark. */
  readonly query: string;
}

export type ProviderRefusal = ForeignRefusal | 'provider_refused';

type Step = SignInStep | { readonly next: 'credentials'; readonly progress: SignInProgress };

/** A browser comes back from a provider to the sign-in that it left. */
@Injectable()
export class SignInByProvider {
  readonly #interactions: Interactions;
  readonly #providers: SignInProviders;
  readonly #client: ProviderClient;
  readonly #recognize: RecognizeForeignPerson;
  readonly #passFirstFactor: PassFirstFactor;

  constructor(
    interactions: Interactions,
    providers: SignInProviders,
    client: ProviderClient,
    recognize: RecognizeForeignPerson,
    passFirstFactor: PassFirstFactor,
  ) {
    this.#interactions = interactions;
    this.#providers = providers;
    this.#client = client;
    this.#recognize = recognize;
    this.#passFirstFactor = passFirstFactor;
  }

  /** @throws AppError `sign_in_expired`, `account_not_active` */
  async run(
    ctx: SystemCtx,
    { at, flow, query }: ProviderAnswer,
  ): Promise<Outcome<Step, ProviderRefusal>> {
    const host = await this.#interactions.hostOf(at);
    const provider = this.#providers.find(flow.providerId);
    const person = provider && (await this.#client.redeem(provider, query, flow));
    if (!person) return failure('provider_refused');
    const recognized = await this.#recognize.run(ctx, { provider, person, host });
    if (!recognized.ok) return recognized;
    if (!recognized.value.isKnown) {
      const { connecting } = recognized.value;
      return success({ next: 'credentials', progress: { connecting } });
    }
    const { personId, taken } = recognized.value;
    // Whoever else had the account was signed out of it by this very sign-in.
    const since = taken ? new Date() : ctx.now;
    return success(await this.#passFirstFactor.run(ctx, { at, progress: {}, personId, since }));
  }
}
