import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { listSignInProviders } from '../contracts/linked-sign-ins.ts';
import { SignInProviders } from '../providers/sign-in-providers.ts';

/** Where else people can have an account; nothing of how we are known there. */
@Injectable()
export class SignInProviderRoutes {
  readonly #providers: SignInProviders;

  constructor(providers: SignInProviders) {
    this.#providers = providers;
  }

  @Route(listSignInProviders)
  async list(
    _call: Call<typeof listSignInProviders>,
  ): Promise<HandlerAnswer<typeof listSignInProviders>> {
    return { items: this.#providers.all.map(({ id, name }) => ({ id, name })), nextCursor: null };
  }
}
