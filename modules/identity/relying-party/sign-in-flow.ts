import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { z } from 'zod';
import { Seal } from '@edumaster/kernel';

/** How long a person may take on the sign-in page. */
export const flowSeconds = 3600;

const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string(),
  expiresAt: z.number(),
});

/** What a browser carries while it is away at the issuer, sealed for the host that it left. */
export type SignInFlow = z.output<typeof flowSchema>;

/**
 * A state names the host that the browser left. An issuer that sends every browser back to the
 * platform's host tells by it where to go on; whose sign-in it is, is decided by the cookie alone.
 */
const statePattern = /^[\w-]{43}\.([\w-]{1,350})$/;

/** The host that a browser left with this state; undefined for none of ours. */
export function hostOfState(state: string): string | undefined {
  const [, encoded] = statePattern.exec(state) ?? [];
  return encoded && Buffer.from(encoded, 'base64url').toString();
}

@Injectable()
export class SignInFlows {
  readonly #seal: Seal;

  constructor(installation: Installation) {
    this.#seal = new Seal(installation.rootSecret, 'sign-in-flow');
  }

  begin(host: string, { returnTo, now }: { returnTo: string; now: Date }): SignInFlow {
    return {
      state: `${randomState()}.${Buffer.from(host).toString('base64url')}`,
      nonce: randomNonce(),
      codeVerifier: randomPKCECodeVerifier(),
      returnTo,
      expiresAt: now.getTime() + flowSeconds * 1_000,
    };
  }

  close(host: string, flow: SignInFlow): string {
    return this.#seal.close(JSON.stringify(flow), host);
  }

  /** Undefined for one that was altered, of another host, or too old. */
  open(host: string, { sealed, now }: { sealed: string; now: Date }): SignInFlow | undefined {
    const plain = this.#seal.open(sealed, host);
    if (plain === undefined) return undefined;
    const flow = flowSchema.parse(JSON.parse(plain));
    return flow.expiresAt > now.getTime() ? flow : undefined;
  }
}
