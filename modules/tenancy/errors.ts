import { defineErrors } from '@edumaster/kernel';

export const tenancyErrors = defineErrors('tenancy', {
  tenant_not_found: { status: 404, title: 'There is nothing on this host', retry: 'never' },
});
