import { Db } from '@edumaster/database';
import { id, type SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { AccessTokens } from '../issuer/access-tokens.ts';
import { type KnownHost, KnownHosts } from '../known-hosts.ts';
import { type IssuedTokens, RelyingParty } from '../relying-party/relying-party.ts';
import { openFlow } from '../relying-party/sign-in-flow.ts';
import { randomToken, Seal, tokenHash } from '../secrets/seal.ts';
import { issuerSessionOf } from '../store/oidc-records.ts';
import { insertWebSession } from '../store/web-sessions.ts';
import { JoinTenant } from './join-tenant.ts';

export const sessionSeconds = 30 * 24 * 3600;

/** A browser comes back from the issuer with a code, and is signed in on this host. */
@Injectable()
export class OpenWebSession {
  readonly #db: Db;
  readonly #hosts: KnownHosts;
  readonly #relyingParty: RelyingParty;
  readonly #accessTokens: AccessTokens;
  readonly #joinTenant: JoinTenant;
  readonly #flowSeal: Seal;
  readonly #tokenSeal: Seal;

  constructor(
    db: Db,
    hosts: KnownHosts,
    relyingParty: RelyingParty,
    accessTokens: AccessTokens,
    joinTenant: JoinTenant,
    installation: Installation,
  ) {
    this.#db = db;
    this.#hosts = hosts;
    this.#relyingParty = relyingParty;
    this.#accessTokens = accessTokens;
    this.#joinTenant = joinTenant;
    this.#flowSeal = new Seal(installation.rootSecret, 'sign-in-flow');
    this.#tokenSeal = new Seal(installation.rootSecret, 'web-refresh-token');
  }

  /**
   * @param input.query of the address that the browser came back to, with its question mark
   * @returns undefined when it is not the answer to a sign-in that this browser started here
   */
  async run(
    ctx: SystemCtx,
    input: { host: string; query: string; sealedFlow: string },
  ): Promise<{ sessionToken: string; returnTo: string } | undefined> {
    const { host, query, sealedFlow } = input;
    const known = await this.#hosts.find(host);
    const flow = openFlow(this.#flowSeal, host, { sealed: sealedFlow, now: ctx.now });
    if (!known || !flow) return undefined;
    const tokens = await this.#relyingParty.redeem(host, query, flow);
    if (!tokens) return undefined;
    const sessionToken = await this.#save(ctx, { ...known, host }, tokens);
    return { sessionToken, returnTo: flow.returnTo };
  }

  async #save(
    ctx: SystemCtx,
    { host, tenantId, newcomerRole }: KnownHost & { host: string },
    tokens: IssuedTokens,
  ): Promise<string> {
    const personId = id<'user'>(tokens.personId);
    const holder = await this.#accessTokens.verify(tokens.accessToken);
    if (holder?.personId !== personId) throw new Error('the issuer gave tokens of two persons');
    const sessionToken = randomToken();
    const sessionId = tokenHash(sessionToken);
    await this.#db.inSystemTx(ctx, async (tx) =>
      insertWebSession(tx, {
        id: sessionId,
        personId,
        tenantId,
        host,
        issuerSession: (await issuerSessionOf(tx, holder.grantId)) ?? null,
        refreshTokenSealed: this.#tokenSeal.close(tokens.refreshToken, sessionId),
        expiresAt: new Date(ctx.now.getTime() + sessionSeconds * 1_000),
      }),
    );
    await this.#joinTenant.run(ctx, { tenantId, personId, role: newcomerRole });
    return sessionToken;
  }
}
