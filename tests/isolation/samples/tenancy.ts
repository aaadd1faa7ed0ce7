import { plainRead, type Samples } from './route-sample.ts';

const newSubdomain = () => `probe-${crypto.randomUUID().slice(0, 13)}`;

export const tenancySamples: Samples = {
  readTenant: plainRead,
  changeTenant: {
    request: () => ({ body: { name: `Renamed ${crypto.randomUUID()}` } }),
    through: [200],
  },
  createTenant: {
    request: () => ({ body: { name: 'A probe', subdomain: newSubdomain(), kind: 'academy' } }),
    through: [201, 403, 409],
    because: 'it is done on the marketplace only, by one person a few times only',
  },
  checkSubdomain: {
    request: () => ({ query: { subdomain: newSubdomain() } }),
    through: [200],
  },
  listMyTenants: plainRead,
  listTenants: plainRead,
  listTiers: plainRead,
  changeTier: {
    request: () => ({ params: { id: crypto.randomUUID() }, body: { tier: 'team' } }),
    through: [404],
    because: 'the tenants of the probe keep their tiers',
  },
};
