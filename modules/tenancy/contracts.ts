import { changeTier, listTenants, listTiers } from './contracts/administration.ts';
import {
  changeTenant,
  checkSubdomain,
  createTenant,
  listMyTenants,
  readTenant,
} from './contracts/tenants.ts';

export { changeTenant, changeTier, checkSubdomain, createTenant };
export { listMyTenants, listTenants, listTiers, readTenant };

/** Every route of tenancy; types the client too. */
export const tenancyContracts = {
  readTenant,
  changeTenant,
  createTenant,
  checkSubdomain,
  listMyTenants,
  listTenants,
  changeTier,
  listTiers,
};
