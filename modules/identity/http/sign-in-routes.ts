import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { signInWithPassword, signUp } from '../contracts.ts';
import { SignInWithPassword } from '../use-cases/sign-in-with-password.ts';
import { SignUp } from '../use-cases/sign-up.ts';

/** What the sign-in pages post. They lie below the page, where the interaction's cookie is sent. */
@Injectable()
export class SignInRoutes {
  readonly #signInWithPassword: SignInWithPassword;
  readonly #signUp: SignUp;

  constructor(signInWithPassword: SignInWithPassword, signUp: SignUp) {
    this.#signInWithPassword = signInWithPassword;
    this.#signUp = signUp;
  }

  @Route(signInWithPassword)
  async signIn(
    call: Call<typeof signInWithPassword>,
  ): Promise<HandlerAnswer<typeof signInWithPassword>> {
    const ctx = systemCtx('a person signs in', call.ctx);
    const redirectTo = await this.#signInWithPassword.run(ctx, { at: at(call), ...call.body });
    return { redirectTo };
  }

  @Route(signUp)
  async signUp(call: Call<typeof signUp>): Promise<HandlerAnswer<typeof signUp>> {
    const ctx = systemCtx('a person signs up', call.ctx);
    return { redirectTo: await this.#signUp.run(ctx, { at: at(call), form: call.body }) };
  }
}

function at({ params, request, reply }: Call<typeof signUp> | Call<typeof signInWithPassword>) {
  return { uid: params.uid, request: request.raw, response: reply.raw };
}
