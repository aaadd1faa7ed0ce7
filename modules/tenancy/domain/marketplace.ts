import { id } from '@edumaster/kernel';

/** The marketplace is in every installation, so its id is a constant. */
export const marketplaceTenantId = id<'tenant'>('01900000-0000-7000-8000-000000000001');
