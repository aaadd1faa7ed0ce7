import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { safeReturnPath } from '../domain/return-path.ts';
import { RelyingParty } from '../relying-party/relying-party.ts';
import { flowSeconds, sealFlow } from '../relying-party/sign-in-flow.ts';
import { Seal } from '../secrets/seal.ts';

/** A browser leaves for the issuer. */
@Injectable()
export class StartWebSignIn {
  readonly #relyingParty: RelyingParty;
  readonly #seal: Seal;

  constructor(relyingParty: RelyingParty, installation: Installation) {
    this.#relyingParty = relyingParty;
    this.#seal = new Seal(installation.rootSecret, 'sign-in-flow');
  }

  /** @throws AppError `not_found` on a host that is not ours */
  async run(
    ctx: SystemCtx,
    input: { host: string; returnTo?: string | undefined; screen?: 'sign-up' | undefined },
  ): Promise<{ location: string; state: string; sealedFlow: string }> {
    const { host, screen } = input;
    const flow = {
      state: randomState(),
      nonce: randomNonce(),
      codeVerifier: randomPKCECodeVerifier(),
      returnTo: safeReturnPath(input.returnTo),
      expiresAt: ctx.now.getTime() + flowSeconds * 1_000,
    };
    const location = await this.#relyingParty.authorizationUrl(host, flow, screen);
    if (!location) throw new AppError('not_found');
    return {
      location: location.href,
      state: flow.state,
      sealedFlow: sealFlow(this.#seal, host, flow),
    };
  }
}
