import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { changeTier, listTenants } from '../contracts.ts';
import type { AdministeredTenant } from '../index.ts';
import { ListTenants } from '../queries/list-tenants.ts';
import { TenantUrls } from '../queries/tenant-urls.ts';
import { ChangeTier } from '../use-cases/change-tier.ts';

/** For those who run the installation. */
@Injectable()
export class AdministrationRoutes {
  readonly #listTenants: ListTenants;
  readonly #changeTier: ChangeTier;
  readonly #urls: TenantUrls;

  constructor(list: ListTenants, change: ChangeTier, urls: TenantUrls) {
    this.#listTenants = list;
    this.#changeTier = change;
    this.#urls = urls;
  }

  @Route(listTenants)
  async listTenants(call: Call<typeof listTenants>): Promise<HandlerAnswer<typeof listTenants>> {
    const { q: search, cursor, limit } = call.query;
    const { items, nextCursor } = await this.#listTenants.run(call.ctx, { search, cursor, limit });
    return { items: items.map((tenant) => this.#present(tenant)), nextCursor };
  }

  @Route(changeTier)
  async changeTier(call: Call<typeof changeTier>): Promise<HandlerAnswer<typeof changeTier>> {
    const { ctx, params, body } = call;
    const system = systemCtx('an administrator changes the tier of a tenant', ctx);
    const { actor } = ctx;
    await this.#changeTier.run(system, { tenantId: id(params.id), tier: body.tier, actor });
    return this.#present(await this.#listTenants.one(ctx, id(params.id)));
  }

  #present({ subdomain, createdAt, ...same }: AdministeredTenant) {
    return { ...same, url: this.#urls.of(subdomain), createdAt: createdAt.toISOString() };
  }
}
