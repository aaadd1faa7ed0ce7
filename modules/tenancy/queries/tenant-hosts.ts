import { type KnownHost, KnownHosts, type Role } from '@edumaster/identity';
import { Injectable } from '@nestjs/common';
import type { TenantId, TenantKind } from '../domain/tenant.ts';
import { ResolveHost } from './resolve-host.ts';

/** Everybody may study on the marketplace and at an academy; an organization invites its people. */
const newcomerRoles: Readonly<Record<TenantKind, Role | null>> = {
  marketplace: 'student',
  academy: 'member',
  organization: null,
};

/** Answers identity's question whose host it is. */
@Injectable()
export class TenantHosts implements KnownHosts {
  readonly #resolveHost: ResolveHost;

  constructor(resolveHost: ResolveHost) {
    this.#resolveHost = resolveHost;
  }

  async find(host: string): Promise<KnownHost | undefined> {
    const tenant = await this.#resolveHost.byHost(host);
    if (!tenant) return undefined;
    const { id: tenantId, kind, name } = tenant;
    const newcomerRole = newcomerRoles[kind];
    return { tenantId, isPlatform: kind === 'marketplace', newcomerRole, name };
  }

  async memberLimit(tenantId: TenantId): Promise<number | null> {
    return (await this.#resolveHost.byId(tenantId))?.allowance.members ?? null;
  }

  async kindOf(tenantId: TenantId): Promise<TenantKind | undefined> {
    return (await this.#resolveHost.byId(tenantId))?.kind;
  }
}
