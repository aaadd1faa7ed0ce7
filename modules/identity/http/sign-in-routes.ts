import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { signInWithPassword } from '../contracts.ts';
import { SignInWithPassword } from '../use-cases/sign-in-with-password.ts';

/** What the sign-in page posts. It lies below the page, where the interaction's cookie is sent. */
@Injectable()
export class SignInRoutes {
  readonly #signInWithPassword: SignInWithPassword;

  constructor(signInWithPassword: SignInWithPassword) {
    this.#signInWithPassword = signInWithPassword;
  }

  @Route(signInWithPassword)
  async signIn(
    call: Call<typeof signInWithPassword>,
  ): Promise<HandlerAnswer<typeof signInWithPassword>> {
    const ctx = systemCtx('a person signs in', call.ctx);
    const redirectTo = await this.#signInWithPassword.run(ctx, { at: at(call), ...call.body });
    return { redirectTo };
  }
}

function at({ params, request, reply }: Call<typeof signInWithPassword>) {
  return { uid: params.uid, request: request.raw, response: reply.raw };
}
