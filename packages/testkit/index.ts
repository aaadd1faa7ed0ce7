export { type CtxOptions, tenantCtx, tenants } from './tenant-ctx.ts';
export { type TestDatabase, type TestDatabaseOptions, useDatabase } from './use-database.ts';
export { eventually } from './eventually.ts';
export { selfSigned, type SelfSigned } from './self-signed.ts';
export { testSecret } from './test-server.ts';
export { useEmptyDatabase } from './use-empty-database.ts';
