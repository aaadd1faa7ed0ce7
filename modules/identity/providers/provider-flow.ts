import { type Id, id, Seal } from '@edumaster/kernel';
import { idSchema } from '@edumaster/kernel/schemas';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { z } from 'zod';

/** How long a person may take at the provider. */
export const providerFlowSeconds = 900;

/** Why a browser goes to a provider. */
export type FlowPurpose =
  | { readonly kind: 'sign-in'; readonly uid: string }
  /** By this session, which must be the one that comes back. */
  | { readonly kind: 'link'; readonly personId: Id<'user'>; readonly signInId: string };

/** What a browser carries while it is away at a provider. */
export interface ProviderFlow {
  readonly purpose: FlowPurpose;
  readonly providerId: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly expiresAt: number;
}

const flowSchema = z.object({
  purpose: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sign-in'), uid: z.string() }),
    z.object({
      kind: z.literal('link'),
      personId: idSchema.transform((value) => id<'user'>(value)),
      signInId: z.string(),
    }),
  ]),
  providerId: z.string(),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  expiresAt: z.number(),
});

/** Seals the flow for its state, which stands in the address that the browser comes back with. */
@Injectable()
export class ProviderFlows {
  readonly #seal: Seal;

  constructor(installation: Installation) {
    this.#seal = new Seal(installation.rootSecret, 'provider-flow');
  }

  begin(providerId: string, purpose: FlowPurpose, now: Date): ProviderFlow {
    return {
      purpose,
      providerId,
      state: randomState(),
      nonce: randomNonce(),
      codeVerifier: randomPKCECodeVerifier(),
      expiresAt: now.getTime() + providerFlowSeconds * 1_000,
    };
  }

  close(flow: ProviderFlow): string {
    return this.#seal.close(JSON.stringify(flow), flow.state);
  }

  /** Undefined for one that was altered, of another state, or too old. */
  open(sealed: string, state: string, now: Date): ProviderFlow | undefined {
    const plain = this.#seal.open(sealed, state);
    if (plain === undefined) return undefined;
    const flow = flowSchema.parse(JSON.parse(plain));
    return flow.expiresAt > now.getTime() ? flow : undefined;
  }
}
