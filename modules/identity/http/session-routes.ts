import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { endMySession, endMySessions, listMySessions } from '../contracts.ts';
import { ListSignIns } from '../queries/list-sign-ins.ts';
import type { SignInRow } from '../store/sign-ins.ts';
import { EndAllSignIns } from '../use-cases/end-all-sign-ins.ts';
import { EndSignIn } from '../use-cases/end-sign-in.ts';

/** Where a person is signed in, and signing out from afar. */
@Injectable()
export class SessionRoutes {
  readonly #listSignIns: ListSignIns;
  readonly #endSignIn: EndSignIn;
  readonly #endAllSignIns: EndAllSignIns;

  constructor(listSignIns: ListSignIns, endSignIn: EndSignIn, endAllSignIns: EndAllSignIns) {
    this.#listSignIns = listSignIns;
    this.#endSignIn = endSignIn;
    this.#endAllSignIns = endAllSignIns;
  }

  @Route(listMySessions)
  async list({ ctx }: Call<typeof listMySessions>): Promise<HandlerAnswer<typeof listMySessions>> {
    const signIns = await this.#listSignIns.run(ctx);
    return { items: signIns.map(presentSignIn), nextCursor: null };
  }

  @Route(endMySession)
  async end({ ctx, params }: Call<typeof endMySession>): Promise<void> {
    await this.#endSignIn.run(ctx, { signInId: params.id });
  }

  @Route(endMySessions)
  async endAll({ ctx, body }: Call<typeof endMySessions>): Promise<void> {
    await this.#endAllSignIns.run(ctx, body);
  }
}

function presentSignIn(signIn: SignInRow) {
  const { hosts, createdAt, lastSeenAt, device, place } = signIn;
  return {
    ...signIn,
    device: device ?? 'Unknown device',
    place: place ?? 'unknown',
    hosts: [...hosts],
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  };
}
