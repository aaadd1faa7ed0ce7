import type { Id } from '@edumaster/kernel';
import type { KnownHost, KnownHosts, TenantKind } from '../known-hosts.ts';

/** The platform on `localhost`, and one academy on `acme.localhost`. */
export class FakeKnownHosts implements KnownHosts {
  readonly #hosts: ReadonlyMap<string, KnownHost>;
  readonly #kinds: ReadonlyMap<string, TenantKind>;

  constructor(tenants: { marketplace: Id<'tenant'>; academy: Id<'tenant'> }) {
    const { marketplace, academy } = tenants;
    this.#hosts = new Map<string, KnownHost>([
      [
        'localhost',
        { tenantId: marketplace, isPlatform: true, newcomerRole: 'student', name: 'EduMaster' },
      ],
      [
        'acme.localhost',
        { tenantId: academy, isPlatform: false, newcomerRole: 'member', name: 'Acme Academy' },
      ],
    ]);
    this.#kinds = new Map([
      [marketplace, 'marketplace'],
      [academy, 'academy'],
    ]);
  }

  async find(host: string): Promise<KnownHost | undefined> {
    return this.#hosts.get(host.replace(/:\d+$/, ''));
  }

  /** Of every tenant. */
  maxMembers: number | null = null;

  async memberLimit(): Promise<number | null> {
    return this.maxMembers;
  }

  async kindOf(tenantId: Id<'tenant'>): Promise<TenantKind | undefined> {
    return this.#kinds.get(tenantId);
  }
}
