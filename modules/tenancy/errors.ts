import { defineErrors } from '@edumaster/kernel';

export const tenancyErrors = defineErrors('tenancy', {
  tenant_not_found: { status: 404, title: 'There is nothing on this host', retry: 'never' },
  subdomain_taken: { status: 409, title: 'Somebody has this address already', retry: 'changed' },
  too_many_tenants: {
    status: 409,
    title: 'You have opened as many academies and organizations as one person may',
    retry: 'never',
  },
  verified_email_needed: {
    status: 403,
    title: 'Confirm your e-mail address first',
    retry: 'changed',
  },
  marketplace_only: {
    status: 403,
    title: 'This is done on the marketplace, not on the host of an academy',
    retry: 'never',
  },
});
