import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { signInWithPassword } from '../contracts.ts';
import { SignInWithPassword } from '../use-cases/sign-in-with-password.ts';
import { SignInCookie } from './sign-in-cookie.ts';

/** What the sign-in page posts. It lies below the page, where the interaction's cookie is sent. */
@Injectable()
export class SignInRoutes {
  readonly #signInWithPassword: SignInWithPassword;
  readonly #cookie: SignInCookie;

  constructor(signInWithPassword: SignInWithPassword, cookie: SignInCookie) {
    this.#signInWithPassword = signInWithPassword;
    this.#cookie = cookie;
  }

  @Route(signInWithPassword)
  async signIn(
    call: Call<typeof signInWithPassword>,
  ): Promise<HandlerAnswer<typeof signInWithPassword>> {
    const { uid } = call.params;
    const ctx = systemCtx('a person signs in', call.ctx);
    const progress = this.#cookie.read(call.request, uid, ctx.now);
    const step = await this.#signInWithPassword.run(ctx, { at: at(call), progress, ...call.body });
    if (step.next === 'go-on') return step;
    this.#cookie.write(call.reply, uid, step.progress);
    return { next: step.next };
  }
}

function at({ params, request, reply }: Call<typeof signInWithPassword>) {
  return { uid: params.uid, request: request.raw, response: reply.raw };
}
