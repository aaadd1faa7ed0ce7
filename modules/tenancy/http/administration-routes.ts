import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { changeTier, listTenants, listTiers } from '../contracts.ts';
import { type ListedTenant, ListTenants } from '../queries/list-tenants.ts';
import { ListTiers } from '../queries/list-tiers.ts';
import { TenantUrls } from '../queries/tenant-urls.ts';
import { ChangeTier } from '../use-cases/change-tier.ts';

/** For those who run the installation. */
@Injectable()
export class AdministrationRoutes {
  readonly #listTenants: ListTenants;
  readonly #listTiers: ListTiers;
  readonly #changeTier: ChangeTier;
  readonly #urls: TenantUrls;

  constructor(list: ListTenants, tiers: ListTiers, change: ChangeTier, urls: TenantUrls) {
    this.#listTenants = list;
    this.#listTiers = tiers;
    this.#changeTier = change;
    this.#urls = urls;
  }

  @Route(listTenants)
  async listTenants(call: Call<typeof listTenants>): Promise<HandlerAnswer<typeof listTenants>> {
    const { q: search, kind, cursor, limit } = call.query;
    const wanted = { search, kind, cursor, limit };
    const { items, nextCursor } = await this.#listTenants.run(call.ctx, wanted);
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

  @Route(listTiers)
  async listTiers({ ctx }: Call<typeof listTiers>): Promise<HandlerAnswer<typeof listTiers>> {
    return { items: [...(await this.#listTiers.run(ctx))], nextCursor: null };
  }

  #present({ subdomain, domains, owners, createdAt, ...same }: ListedTenant) {
    return {
      ...same,
      owners: [...owners],
      domains: [...domains],
      url: this.#urls.of(subdomain),
      createdAt: createdAt.toISOString(),
    };
  }
}
