import type { ReceivedOf } from '@edumaster/http/contract';
import type { tenancyContracts } from '@edumaster/tenancy/contracts';
import { route, routeOf } from './route.ts';

type Tenancy = typeof tenancyContracts;

export type Tenant = ReceivedOf<Tenancy['readTenant']>;

export interface AccountsElsewhere {
  readonly url: string;
  /** Where people look after their account. */
  readonly accountUrl: string | null;
}

export interface Installation {
  readonly mode: 'embedded' | 'production';
  /** The demo accounts exist. */
  readonly demo: boolean;
  /** Of the platform itself, where everybody signs in. */
  readonly origin: string;
  /** Of somebody else, where people have their account; null when accounts are kept here. */
  readonly issuer: AccountsElsewhere | null;
  /** What people agree to when they sign up. */
  readonly termsUrl: string | null;
}

export type MyTenant = ReceivedOf<Tenancy['listMyTenants']>['items'][number];
export type SubdomainAvailability = ReceivedOf<Tenancy['checkSubdomain']>;

export type AdministeredTenant = ReceivedOf<Tenancy['listTenants']>['items'][number];
export type TenantKind = AdministeredTenant['kind'];
export type Tier = ReceivedOf<Tenancy['listTiers']>['items'][number];

export const tenancyRoutes = {
  listMyTenants: routeOf<Tenancy['listMyTenants']>('GET', '/api/v1/me/tenants'),
  createTenant: routeOf<Tenancy['createTenant']>('POST', '/api/v1/tenants'),
  checkSubdomain: routeOf<Tenancy['checkSubdomain']>('GET', '/api/v1/tenants/availability'),
  changeTenant: routeOf<Tenancy['changeTenant']>('PATCH', '/api/v1/tenant'),
  listTenants: routeOf<Tenancy['listTenants']>('GET', '/api/v1/admin/tenants'),
  listTiers: routeOf<Tenancy['listTiers']>('GET', '/api/v1/admin/tiers'),
  changeTier: routeOf<Tenancy['changeTier']>('PUT', '/api/v1/admin/tenants/:id/tier'),
  getTenant: routeOf<Tenancy['readTenant']>('GET', '/api/v1/tenant'),
  // Of the program itself, which is no module and has no contracts to import.
  getInstallation: route<{ response: Installation }>('GET', '/api/v1/installation'),
};
