import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  forgetSignInStep,
  preparePasskeySignIn,
  readSignInStep,
  signInWithOneTimeCode,
  signInWithPasskey,
} from '../contracts/sign-in-steps.ts';
import { SignInProviders } from '../providers/sign-in-providers.ts';
import { PreparePasskeySignIn } from '../use-cases/prepare-passkey-sign-in.ts';
import { SignInWithOneTimeCode } from '../use-cases/sign-in-with-one-time-code.ts';
import { SignInWithPasskey } from '../use-cases/sign-in-with-passkey.ts';
import { assertionOf } from './authenticator-answers.ts';
import { SignInCookie } from './sign-in-cookie.ts';

type StepCall =
  | Call<typeof preparePasskeySignIn>
  | Call<typeof signInWithOneTimeCode>
  | Call<typeof signInWithPasskey>;

/** The steps of the sign-in page beside the password. */
@Injectable()
export class SignInStepRoutes {
  readonly #prepare: PreparePasskeySignIn;
  readonly #withPasskey: SignInWithPasskey;
  readonly #withCode: SignInWithOneTimeCode;
  readonly #providers: SignInProviders;
  readonly #cookie: SignInCookie;

  constructor(
    prepare: PreparePasskeySignIn,
    withPasskey: SignInWithPasskey,
    withCode: SignInWithOneTimeCode,
    providers: SignInProviders,
    cookie: SignInCookie,
  ) {
    this.#prepare = prepare;
    this.#withPasskey = withPasskey;
    this.#withCode = withCode;
    this.#providers = providers;
    this.#cookie = cookie;
  }

  @Route(readSignInStep)
  async readStep(call: Call<typeof readSignInStep>): Promise<HandlerAnswer<typeof readSignInStep>> {
    const { firstStep, connecting } = this.#cookie.read(
      call.request,
      call.params.uid,
      call.ctx.now,
    );
    const provider = connecting && this.#providers.find(connecting.providerId);
    return {
      next: firstStep ? 'one-time-code' : 'credentials',
      connecting: provider ? { provider: provider.name, email: connecting.email } : null,
    };
  }

  @Route(forgetSignInStep)
  async forgetStep({ params, reply }: Call<typeof forgetSignInStep>): Promise<void> {
    this.#cookie.clear(reply, params.uid);
  }

  @Route(preparePasskeySignIn)
  async prepare(
    call: Call<typeof preparePasskeySignIn>,
  ): Promise<HandlerAnswer<typeof preparePasskeySignIn>> {
    const ctx = systemCtx('somebody may sign in by a passkey', call.ctx);
    return { ...(await this.#prepare.run(ctx, at(call))) };
  }

  @Route(signInWithPasskey)
  async signInWithPasskey(
    call: Call<typeof signInWithPasskey>,
  ): Promise<HandlerAnswer<typeof signInWithPasskey>> {
    const ctx = systemCtx('a person signs in by a passkey', call.ctx);
    const { uid } = call.params;
    const redirectTo = await this.#withPasskey.run(ctx, {
      at: at(call),
      progress: this.#cookie.read(call.request, uid, ctx.now),
      credential: assertionOf(call.body.credential),
    });
    this.#cookie.clear(call.reply, uid);
    return { redirectTo };
  }

  @Route(signInWithOneTimeCode)
  async signInWithCode(
    call: Call<typeof signInWithOneTimeCode>,
  ): Promise<HandlerAnswer<typeof signInWithOneTimeCode>> {
    const ctx = systemCtx('a person signs in by a one-time code', call.ctx);
    const { uid } = call.params;
    const redirectTo = await this.#withCode.run(ctx, {
      at: at(call),
      progress: this.#cookie.read(call.request, uid, ctx.now),
      code: call.body.code,
    });
    this.#cookie.clear(call.reply, uid);
    return { redirectTo };
  }
}

function at({ params, request, reply }: StepCall) {
  return { uid: params.uid, request: request.raw, response: reply.raw };
}
