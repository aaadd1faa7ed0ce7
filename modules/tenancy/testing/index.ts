export { FakeTenancy } from './fake-tenancy.ts';
