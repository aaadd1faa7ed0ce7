import { failure, type Outcome, success, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { KnownHosts } from '../known-hosts.ts';
import { RelyingParty } from '../relying-party/relying-party.ts';
import { SignInFlows } from '../relying-party/sign-in-flow.ts';
import { type AdmissionRefusal, TokenIssuer } from '../relying-party/token-issuer.ts';
import { WebSessions } from '../relying-party/web-sessions.ts';
import { JoinTenant } from './join-tenant.ts';

/** `not_asked_for`: it is not the answer to a sign-in that this browser started here. */
export type SignInRefusal = AdmissionRefusal | 'not_asked_for';

export interface OpenedSession {
  readonly sessionToken: string;
  readonly returnTo: string;
}

/** A browser comes back from the issuer with a code, and is signed in on this host. */
@Injectable()
export class OpenWebSession {
  readonly #hosts: KnownHosts;
  readonly #flows: SignInFlows;
  readonly #relyingParty: RelyingParty;
  readonly #issuer: TokenIssuer;
  readonly #sessions: WebSessions;
  readonly #joinTenant: JoinTenant;

  constructor(
    hosts: KnownHosts,
    flows: SignInFlows,
    relyingParty: RelyingParty,
    issuer: TokenIssuer,
    sessions: WebSessions,
    joinTenant: JoinTenant,
  ) {
    this.#hosts = hosts;
    this.#flows = flows;
    this.#relyingParty = relyingParty;
    this.#issuer = issuer;
    this.#sessions = sessions;
    this.#joinTenant = joinTenant;
  }

  /** @param input.query of the address that the browser came back to, with its question mark */
  async run(
    ctx: SystemCtx,
    input: { host: string; query: string; sealedFlow: string },
  ): Promise<Outcome<OpenedSession, SignInRefusal>> {
    const { host, query, sealedFlow } = input;
    const known = await this.#hosts.find(host);
    const flow = this.#flows.open(host, { sealed: sealedFlow, now: ctx.now });
    if (!known || !flow) return failure('not_asked_for');
    const tokens = await this.#relyingParty.redeem(host, query, flow);
    if (!tokens) return failure('not_asked_for');
    const admitted = await this.#issuer.admit(ctx, tokens);
    if (!admitted.ok) return admitted;
    const { tenantId, newcomerRole: role } = known;
    const { value: person } = admitted;
    const opened = await this.#sessions.open(ctx, { person, tokens, tenantId, host });
    if (!opened.ok) return opened;
    await this.#joinTenant.run(ctx, { tenantId, personId: person.personId, role });
    return success({ sessionToken: opened.value, returnTo: flow.returnTo });
  }
}
