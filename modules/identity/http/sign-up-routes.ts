import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { finishSignUp, requestSignUp } from '../contracts.ts';
import { FinishSignUp } from '../use-cases/finish-sign-up.ts';
import { RequestSignUp } from '../use-cases/request-sign-up.ts';

/** What the sign-up pages post; below the page, where the interaction's cookie is sent. */
@Injectable()
export class SignUpRoutes {
  readonly #requestSignUp: RequestSignUp;
  readonly #finishSignUp: FinishSignUp;

  constructor(request: RequestSignUp, finish: FinishSignUp) {
    this.#requestSignUp = request;
    this.#finishSignUp = finish;
  }

  @Route(requestSignUp)
  async request(call: Call<typeof requestSignUp>): Promise<HandlerAnswer<typeof requestSignUp>> {
    await this.#requestSignUp.run(call.ctx, { at: at(call), form: call.body });
    return { status: 'accepted' };
  }

  @Route(finishSignUp)
  async finish(call: Call<typeof finishSignUp>): Promise<HandlerAnswer<typeof finishSignUp>> {
    return { redirectTo: await this.#finishSignUp.run(call.ctx, { at: at(call), ...call.body }) };
  }
}

function at({ params, request, reply }: Call<typeof requestSignUp> | Call<typeof finishSignUp>) {
  return { uid: params.uid, request: request.raw, response: reply.raw };
}
