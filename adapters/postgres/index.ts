export {
  type DatabaseConnection,
  type DatabaseRole,
  openPools,
  openTenantPools,
  type Pools,
} from './pools.ts';
export { TenantDatabase } from './homes/tenant-database.ts';
export { TenantDatabases } from './homes/tenant-databases.ts';
export { copyInbox, countRows, tablesOfTenants, writersEnded } from './homes/tenant-rows.ts';
export { closeDatabase, ensureRoles, type RolePasswords, rolePasswords } from './roles.ts';
export { EditedMigration, migrate, type MigrationSource, pendingMigrations } from './migrate.ts';
export { PostgresAuditLog } from './postgres-audit-log.ts';
export { PostgresDb } from './postgres-db.ts';
export { PostgresOutbox } from './postgres-outbox.ts';
export { PostgresQuotas } from './postgres-quotas.ts';
export { PostgresSignals } from './postgres-signals.ts';
export { isUnavailable } from './unavailable.ts';
export { EventReader } from './event-reader/event-reader.ts';
export { type ConsumerLag, consumerLags, maintainEventLog } from './event-reader/event-log.ts';
export { platformMigrations } from './platform-migrations.ts';
