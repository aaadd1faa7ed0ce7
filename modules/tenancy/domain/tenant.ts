import type { Id } from '@edumaster/kernel';
import type { Allowance } from './allowance.ts';

export type TenantId = Id<'tenant'>;

export type TenantKind = 'marketplace' | 'academy' | 'organization';

export interface Tenant {
  readonly id: TenantId;
  readonly kind: TenantKind;
  readonly name: string;
  /** Label of the subdomain; null for the marketplace. */
  readonly subdomain: string | null;
  readonly allowance: Allowance;
  readonly branding: { readonly logoUrl: string | null; readonly primaryColor: string | null };
}
