import { route } from './route.ts';

export interface Tenant {
  readonly name: string;
  readonly kind: 'marketplace' | 'academy' | 'organization';
  readonly branding?: { readonly logoUrl?: string | null | undefined } | null | undefined;
}

export interface Installation {
  readonly mode: 'embedded' | 'production';
  /** The demo accounts exist. */
  readonly demo: boolean;
}

export const tenancyRoutes = {
  getTenant: route<{ response: Tenant }>('GET', '/api/v1/tenant'),
  getInstallation: route<{ response: Installation }>('GET', '/api/v1/installation'),
};
