import { type Id, Log } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { Role } from '../domain/role.ts';
import { rolesOfKind } from '../domain/tenant-roles.ts';
import { KnownHosts } from '../known-hosts.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { claimedRoles, type Claims } from './issuer-claims.ts';

/** What the claims stand for in a tenant. */
export interface ClaimedMembership {
  readonly roles: readonly Role[];
  /** What everybody becomes who signs in there; null where members are invited. */
  readonly newcomerRole: Role | null;
}

/** The tenants that the rules of the settings speak of. */
@Injectable()
export class RuledTenants {
  readonly #hosts: KnownHosts;
  readonly #settings: ExternalIssuerSettings;
  readonly #log: Log;
  readonly #platform: string;

  constructor(
    hosts: KnownHosts,
    settings: ExternalIssuerSettings,
    installation: Installation,
    log: Log,
  ) {
    this.#hosts = hosts;
    this.#settings = settings;
    this.#log = log;
    this.#platform = new URL(installation.origin).host;
  }

  /** The roles that these claims stand for, by tenant; a tenant without any is there too. */
  async rolesOf(claims: Claims): Promise<ReadonlyMap<Id<'tenant'>, ClaimedMembership>> {
    const byTenant = new Map<Id<'tenant'>, ClaimedMembership>();
    for (const [host = this.#platform, roles] of claimedRoles(this.#settings.roles, claims)) {
      const known = await this.#hosts.find(host);
      const kind = known && (await this.#hosts.kindOf(known.tenantId));
      if (!kind) {
        this.#log.warn({ host }, 'EDUMASTER_ISSUER_ROLES names a host that is not ours');
        continue;
      }
      const { tenantId, newcomerRole } = known;
      const there = roles.filter((role) => rolesOfKind[kind].includes(role));
      if (there.length < roles.length) {
        this.#log.warn({ host, roles }, 'EDUMASTER_ISSUER_ROLES gives roles that are none there');
      }
      const others = byTenant.get(tenantId)?.roles ?? [];
      byTenant.set(tenantId, { roles: [...others, ...there], newcomerRole });
    }
    return byTenant;
  }
}
