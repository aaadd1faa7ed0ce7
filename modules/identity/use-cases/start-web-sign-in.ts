import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { safeReturnPath } from '../domain/return-path.ts';
import { RelyingParty } from '../relying-party/relying-party.ts';
import { SignInFlows } from '../relying-party/sign-in-flow.ts';

/** A browser leaves for the issuer. */
@Injectable()
export class StartWebSignIn {
  readonly #relyingParty: RelyingParty;
  readonly #flows: SignInFlows;

  constructor(relyingParty: RelyingParty, flows: SignInFlows) {
    this.#relyingParty = relyingParty;
    this.#flows = flows;
  }

  /** @throws AppError `not_found` on a host that is not ours, `unavailable` */
  async run(
    ctx: SystemCtx,
    input: { host: string; returnTo?: string | undefined; screen?: 'sign-up' | undefined },
  ): Promise<{ location: string; state: string; sealedFlow: string }> {
    const { host, screen } = input;
    const returnTo = safeReturnPath(input.returnTo);
    const flow = this.#flows.begin(host, { returnTo, now: ctx.now });
    const location = await this.#relyingParty.authorizationUrl(host, flow, screen);
    if (!location) throw new AppError('not_found');
    const { state } = flow;
    return { location: location.href, state, sealedFlow: this.#flows.close(host, flow) };
  }
}
