import type { Id } from '@edumaster/kernel';

export type TenantId = Id<'tenant'>;

export type TenantKind = 'marketplace' | 'academy' | 'organization';

export interface Tenant {
  readonly id: TenantId;
  readonly kind: TenantKind;
  readonly name: string;
  /** Label of the subdomain; null for the marketplace. */
  readonly subdomain: string | null;
  readonly branding: { readonly logoUrl: string | null; readonly primaryColor: string | null };
}
