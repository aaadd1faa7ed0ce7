import { definePermission } from '@edumaster/policy';

/** Those who answer for it; the marketplace belongs to the operator. */
export const changeTenant = definePermission('tenant.change', [{ role: 'owner' }]);

/** The role exists on the marketplace only. */
export const administerTenants = definePermission('tenant.administer', [{ role: 'admin' }]);
