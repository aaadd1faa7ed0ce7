import type { SystemTx } from '@edumaster/database';
import { type Id, newId, type Outcome, success, type SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { buildEndSessionUrl, type Configuration, fetchUserInfo } from 'openid-client';
import { KnownHosts } from '../known-hosts.ts';
import { issuerOutage } from '../relying-party/issuer-outage.ts';
import type {
  AdmissionRefusal,
  AdmittedPerson,
  IssuedTokens,
  TokenIssuer,
  WebClient,
} from '../relying-party/token-issuer.ts';
import { hasLoggedOut, insertLogout } from '../store/issuer-logouts.ts';
import { AdmitIssued } from './admit-issued.ts';
import { ExternalIssuerClient } from './external-issuer-client.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';

/** An issuer of somebody else's, reached over the network. It knows one address of ours. */
@Injectable()
export class ExternalTokenIssuer implements TokenIssuer {
  readonly endsSessionsHere = false;
  readonly #settings: ExternalIssuerSettings;
  readonly #client: ExternalIssuerClient;
  readonly #hosts: KnownHosts;
  readonly #admitIssued: AdmitIssued;
  readonly #origin: string;

  constructor(
    settings: ExternalIssuerSettings,
    client: ExternalIssuerClient,
    hosts: KnownHosts,
    admitIssued: AdmitIssued,
    installation: Installation,
  ) {
    this.#settings = settings;
    this.#client = client;
    this.#hosts = hosts;
    this.#admitIssued = admitIssued;
    this.#origin = installation.origin;
  }

  async webClient(host: string, screen?: 'sign-up'): Promise<WebClient | undefined> {
    if (!(await this.#hosts.find(host))) return undefined;
    const configuration = await this.#configuration();
    // Others go on from there to the host that they left: `state` names it.
    const redirectUri = `${this.#origin}/auth/callback`;
    const scope = 'openid email profile';
    const parameters = screen && canSignUp(configuration) ? { scope, prompt: 'create' } : { scope };
    return { configuration, redirectUri, parameters };
  }

  async admit(
    ctx: SystemCtx,
    tokens: IssuedTokens,
  ): Promise<Outcome<AdmittedPerson, AdmissionRefusal>> {
    const claims = await this.#claimsWithEmail(tokens);
    const admitted = await this.#admitIssued.run(ctx, { ...tokens, claims });
    if (!admitted.ok) return admitted;
    const { sid } = claims;
    const issuerSession = typeof sid === 'string' ? sid : null;
    return success({ personId: admitted.value, issuerSession });
  }

  async renewed(ctx: SystemCtx, personId: Id<'user'>, tokens: IssuedTokens): Promise<boolean> {
    return this.#admitIssued.again(ctx, personId, tokens);
  }

  async isSessionLive(tx: SystemTx, session: string): Promise<boolean> {
    return !(await hasLoggedOut(tx, { issuer: this.#settings.url, session }));
  }

  /** Noted as if the issuer had said so; the browser then tells the issuer itself. */
  async endSession(tx: SystemTx, session: string): Promise<void> {
    const { url: issuer } = this.#settings;
    await insertLogout(tx, { issuer, tokenId: `here ${newId()}`, session, subject: null });
  }

  async signOutAddress(host: string, idToken: string | undefined): Promise<URL | undefined> {
    // Signed out here in any case; an issuer that is away now asks again by itself later.
    const configuration = await this.#client.configuration().catch(() => undefined);
    if (!configuration?.serverMetadata().end_session_endpoint) return undefined;
    return buildEndSessionUrl(configuration, {
      ...(idToken ? { id_token_hint: idToken } : {}),
      post_logout_redirect_uri: `${this.#origin}/auth/signed-out`,
      state: Buffer.from(host).toString('base64url'),
    });
  }

  async #configuration(): Promise<Configuration> {
    return this.#client.configuration().catch((error: unknown) => {
      throw issuerOutage(error) ?? error;
    });
  }

  /** By the standard an issuer may tell the claims of a person at a place of their own only. */
  async #claimsWithEmail({ claims, accessToken }: IssuedTokens) {
    const configuration = await this.#configuration();
    const { sub, email } = claims;
    const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
    if (email !== undefined || !hasMore || typeof sub !== 'string') return claims;
    const more = await fetchUserInfo(configuration, accessToken, sub).catch((error: unknown) => {
      const outage = issuerOutage(error);
      if (outage) throw outage;
      return {};
    });
    return { ...more, ...claims };
  }
}

function canSignUp(configuration: Configuration): boolean {
  const prompts = configuration.serverMetadata()['prompt_values_supported'];
  return Array.isArray(prompts) && prompts.includes('create');
}
