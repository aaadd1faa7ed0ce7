import { Log } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { z } from 'zod';
import type { ProviderFlow } from './provider-flow.ts';
import { googleIssuer, type SignInProvider } from './sign-in-providers.ts';

/** Where every provider sends browsers back to, on the platform's host. */
export const providerCallbackPath = '/auth/provider-callback';

const patienceSeconds = 8;
/** Keys and addresses of a provider change; so long we go on with those that we know. */
const rememberedMilliseconds = 3600 * 1_000;

/** Who somebody is at a provider, as the provider has just said. */
export interface ForeignPerson {
  readonly subject: string;
  readonly email: string | undefined;
  readonly isEmailVerified: boolean;
  readonly hostedDomain: string | undefined;
  readonly name: string | undefined;
}

const personClaims = z.object({
  email: z.string().max(254).optional().catch(undefined),
  // Some providers write the boolean as a text.
  email_verified: z
    .union([z.boolean(), z.literal('true').transform(() => true)])
    .optional()
    .catch(undefined),
  hd: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

interface Known {
  readonly configuration: Promise<Configuration>;
  readonly until: number;
}

/** Us as a client of the providers that the operator has configured. */
@Injectable()
export class ProviderClient {
  readonly #redirectUri: string;
  readonly #log: Log;
  readonly #known = new Map<string, Known>();

  constructor(installation: Installation, log: Log) {
    this.#redirectUri = `${installation.origin}${providerCallbackPath}`;
    this.#log = log;
  }

  /** Undefined when the provider cannot be reached. */
  async authorizationUrl(
    provider: SignInProvider,
    flow: Pick<ProviderFlow, 'state' | 'nonce' | 'codeVerifier'>,
  ): Promise<URL | undefined> {
    const configuration = await this.#configurationOf(provider).catch((error: unknown) => {
      this.#log.warn({ err: error, provider: provider.id }, 'a sign-in provider does not answer');
      return undefined;
    });
    return (
      configuration &&
      buildAuthorizationUrl(configuration, {
        redirect_uri: this.#redirectUri,
        scope: 'openid email profile',
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await calculatePKCECodeChallenge(flow.codeVerifier),
        code_challenge_method: 'S256',
        // Who has several accounts there chooses each time. Not everybody knows the value.
        ...(provider.issuer === googleIssuer ? { prompt: 'select_account' } : {}),
      })
    );
  }

  /**
   * @param query that the browser came back with, with its question mark
   * @returns undefined when the provider refused, does not answer, or its answer is not to be
   *   trusted: the log says which
   */
  async redeem(
    provider: SignInProvider,
    query: string,
    flow: Pick<ProviderFlow, 'state' | 'nonce' | 'codeVerifier'>,
  ): Promise<ForeignPerson | undefined> {
    try {
      const configuration = await this.#configurationOf(provider);
      const answer = new URL(`${this.#redirectUri}${query}`);
      const tokens = await authorizationCodeGrant(configuration, answer, {
        pkceCodeVerifier: flow.codeVerifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) return undefined;
      // By the standard claims may be given at a place of their own only.
      const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
      const more =
        claims['email'] === undefined && hasMore
          ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : {};
      return toForeignPerson(claims.sub, { ...more, ...claims });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const facts = { code: codeOf(error), provider: provider.id };
      this.#log.warn(facts, 'the answer of a sign-in provider was refused');
      return undefined;
    }
  }

  #configurationOf(provider: SignInProvider): Promise<Configuration> {
    const known = this.#known.get(provider.id);
    if (known && known.until > Date.now()) return known.configuration;
    const configuration = discover(provider);
    this.#known.set(provider.id, { configuration, until: Date.now() + rememberedMilliseconds });
    // The next one asks again; this failure is told to those who wait.
    configuration.catch(() => this.#known.delete(provider.id));
    return configuration;
  }
}

async function discover(provider: SignInProvider): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = provider;
  const isPlain = issuer.startsWith('http:');
  const found = await discovery(new URL(issuer), clientId, undefined, undefined, {
    timeout: patienceSeconds,
    execute: isPlain ? [allowInsecureRequests] : [],
  });
  const server = found.serverMetadata();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = methods.includes('client_secret_post')
    ? ClientSecretPost(clientSecret)
    : ClientSecretBasic(clientSecret);
  const configuration = new Configuration(server, clientId, undefined, authentication);
  configuration.timeout = patienceSeconds;
  enableNonRepudiationChecks(configuration);
  if (isPlain) allowInsecureRequests(configuration);
  return configuration;
}

function toForeignPerson(subject: string, claims: object): ForeignPerson {
  const { email, email_verified: isVerified, hd, name } = personClaims.parse(claims);
  return {
    subject,
    email,
    isEmailVerified: isVerified === true,
    hostedDomain: hd?.toLowerCase(),
    name,
  };
}

/** What the provider, or whoever pretends to be it, did; not a fault of ours. */
function isRefusal(error: unknown): boolean {
  const kinds = [
    AuthorizationResponseError,
    ResponseBodyError,
    ClientError,
    WWWAuthenticateChallengeError,
  ];
  const isNetwork = error instanceof TypeError && error.message === 'fetch failed';
  const isSilence = error instanceof DOMException && error.name === 'TimeoutError';
  return isNetwork || isSilence || kinds.some((kind) => error instanceof kind);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}
