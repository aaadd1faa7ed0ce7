import type { Id } from '@edumaster/kernel';
import type { Role } from './domain/role.ts';
import type { TenantKind } from './domain/tenant-roles.ts';

export type { TenantKind };

/** What identity has to know of a host that a browser signs in on. */
export interface KnownHost {
  readonly tenantId: Id<'tenant'>;
  /** The platform's own host, the only one that shows a sign-in page. */
  readonly isPlatform: boolean;
  /** What somebody who signs up or signs in here becomes; null where members are invited. */
  readonly newcomerRole: Role | null;
  /** As mails call it. */
  readonly name: string;
}

/**
 * Whose host it is. Tenancy stands above identity, so identity asks through this port and tenancy
 * answers it.
 */
export abstract class KnownHosts {
  /** @param host as in the Host header, with or without a port; undefined when it is not ours */
  abstract find(host: string): Promise<KnownHost | undefined>;

  /** Which roles a tenant has depends on it; undefined for a tenant that does not exist. */
  abstract kindOf(tenantId: Id<'tenant'>): Promise<TenantKind | undefined>;

  /** How many members a tenant may have; null without limit. */
  abstract memberLimit(tenantId: Id<'tenant'>): Promise<number | null>;
}
