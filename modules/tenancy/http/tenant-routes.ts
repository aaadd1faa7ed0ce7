import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { readTenant } from '../contracts.ts';
import { Tenancy } from '../index.ts';

@Injectable()
export class TenantRoutes {
  readonly #tenancy: Tenancy;

  constructor(tenancy: Tenancy) {
    this.#tenancy = tenancy;
  }

  @Route(readTenant)
  async readTenant({ ctx }: Call<typeof readTenant>): Promise<HandlerAnswer<typeof readTenant>> {
    const { id, name, kind, branding } = await this.#tenancy.current(ctx);
    return { id, name, kind, branding };
  }
}
