import { type Id, Log } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { Role } from '../domain/role.ts';
import { rolesOfKind } from '../domain/tenant-roles.ts';
import { KnownHosts } from '../known-hosts.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { claimedRoles, type Claims } from './issuer-claims.ts';

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
  async rolesOf(claims: Claims): Promise<ReadonlyMap<Id<'tenant'>, readonly Role[]>> {
    const byTenant = new Map<Id<'tenant'>, readonly Role[]>();
    for (const [host = this.#platform, roles] of claimedRoles(this.#settings.roles, claims)) {
      const tenantId = (await this.#hosts.find(host))?.tenantId;
      const kind = tenantId && (await this.#hosts.kindOf(tenantId));
      if (!kind) {
        this.#log.warn({ host }, 'EDUMASTER_ISSUER_ROLES names a host that is not ours');
        continue;
      }
      const known = roles.filter((role) => rolesOfKind[kind].includes(role));
      if (known.length < roles.length) {
        this.#log.warn({ host, roles }, 'EDUMASTER_ISSUER_ROLES gives roles that are none there');
      }
      byTenant.set(tenantId, [...(byTenant.get(tenantId) ?? []), ...known]);
    }
    return byTenant;
  }
}
