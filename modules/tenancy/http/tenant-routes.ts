import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import {
  changeTenant,
  checkSubdomain,
  createTenant,
  listMyTenants,
  readTenant,
} from '../contracts.ts';
import { Tenancy, type Tenant } from '../index.ts';
import { CheckSubdomain } from '../queries/check-subdomain.ts';
import { ListMyTenants } from '../queries/list-my-tenants.ts';
import { TenantUrls } from '../queries/tenant-urls.ts';
import { ChangeTenant } from '../use-cases/change-tenant.ts';
import { CreateTenant } from '../use-cases/create-tenant.ts';

@Injectable()
export class TenantRoutes {
  readonly #tenancy: Tenancy;
  readonly #createTenant: CreateTenant;
  readonly #changeTenant: ChangeTenant;
  readonly #checkSubdomain: CheckSubdomain;
  readonly #listMyTenants: ListMyTenants;
  readonly #urls: TenantUrls;

  constructor(
    tenancy: Tenancy,
    create: CreateTenant,
    change: ChangeTenant,
    check: CheckSubdomain,
    listMine: ListMyTenants,
    urls: TenantUrls,
  ) {
    this.#tenancy = tenancy;
    this.#createTenant = create;
    this.#changeTenant = change;
    this.#checkSubdomain = check;
    this.#listMyTenants = listMine;
    this.#urls = urls;
  }

  @Route(readTenant)
  async readTenant({ ctx }: Call<typeof readTenant>): Promise<HandlerAnswer<typeof readTenant>> {
    return this.#tenancy.current(ctx);
  }

  @Route(changeTenant)
  async changeTenant(call: Call<typeof changeTenant>): Promise<HandlerAnswer<typeof changeTenant>> {
    return this.#changeTenant.run(call.ctx, call.body);
  }

  @Route(createTenant)
  async createTenant(call: Call<typeof createTenant>): Promise<HandlerAnswer<typeof createTenant>> {
    return this.#placeOf(await this.#createTenant.run(call.ctx, call.body));
  }

  @Route(checkSubdomain)
  async checkSubdomain(
    call: Call<typeof checkSubdomain>,
  ): Promise<HandlerAnswer<typeof checkSubdomain>> {
    const { subdomain } = call.query;
    const reason = await this.#checkSubdomain.run(call.ctx, subdomain);
    return {
      isAvailable: reason === undefined,
      url: reason === undefined ? this.#urls.of(subdomain) : '',
      reason: reason ?? null,
    };
  }

  @Route(listMyTenants)
  async listMyTenants({
    ctx,
  }: Call<typeof listMyTenants>): Promise<HandlerAnswer<typeof listMyTenants>> {
    const mine = await this.#listMyTenants.run(ctx);
    const items = mine.map(({ tenant, roles }) => ({
      ...this.#placeOf(tenant),
      roles: [...roles],
      isHere: tenant.id === ctx.tenantId,
    }));
    return { items, nextCursor: null };
  }

  #placeOf({ id, name, kind, subdomain }: Tenant) {
    return { id, name, kind, url: this.#urls.of(subdomain) };
  }
}
