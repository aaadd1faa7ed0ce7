import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { endImpersonation, startImpersonation } from '../contracts/impersonation.ts';
import { EndImpersonation } from '../use-cases/end-impersonation.ts';
import { StartImpersonation } from '../use-cases/start-impersonation.ts';

@Injectable()
export class ImpersonationRoutes {
  readonly #start: StartImpersonation;
  readonly #end: EndImpersonation;

  constructor(start: StartImpersonation, end: EndImpersonation) {
    this.#start = start;
    this.#end = end;
  }

  @Route(startImpersonation)
  async start(
    call: Call<typeof startImpersonation>,
  ): Promise<HandlerAnswer<typeof startImpersonation>> {
    const { ctx, body } = call;
    const { userId, reason, minutes } = body;
    const personId = id<'user'>(userId);
    const started = await this.#start.run(ctx, { personId, reason, minutes });
    return {
      id: started.id,
      person: { id: personId, name: started.personName },
      expiresAt: started.expiresAt.toISOString(),
    };
  }

  @Route(endImpersonation)
  async end({ ctx }: Call<typeof endImpersonation>): Promise<void> {
    await this.#end.run(ctx);
  }
}
