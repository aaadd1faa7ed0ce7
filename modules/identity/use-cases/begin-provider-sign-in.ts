import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { ProviderClient } from '../providers/provider-client.ts';
import { type FlowPurpose, ProviderFlows } from '../providers/provider-flow.ts';
import { SignInProviders } from '../providers/sign-in-providers.ts';

/** What a browser takes along on its way to a provider. */
export interface Departure {
  readonly location: string;
  readonly state: string;
  readonly sealedFlow: string;
}

/** A browser leaves for a provider, to sign in by it or to link an account there. */
@Injectable()
export class BeginProviderSignIn {
  readonly #providers: SignInProviders;
  readonly #client: ProviderClient;
  readonly #flows: ProviderFlows;

  constructor(providers: SignInProviders, client: ProviderClient, flows: ProviderFlows) {
    this.#providers = providers;
    this.#client = client;
    this.#flows = flows;
  }

  /** @throws AppError `provider_unknown`, `provider_unavailable` */
  async run(
    ctx: SystemCtx,
    { providerId, purpose }: { providerId: string; purpose: FlowPurpose },
  ): Promise<Departure> {
    const provider = this.#providers.find(providerId);
    if (!provider) throw new AppError('provider_unknown');
    const flow = this.#flows.begin(providerId, purpose, ctx.now);
    const location = await this.#client.authorizationUrl(provider, flow);
    if (!location) throw new AppError('provider_unavailable', { retryAfterSeconds: 30 });
    return { location: location.href, state: flow.state, sealedFlow: this.#flows.close(flow) };
  }
}
