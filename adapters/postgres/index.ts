export { type DatabaseConnection, type DatabaseRole, openPools, type Pools } from './pools.ts';
export { closeDatabase, ensureRoles, type RolePasswords, rolePasswords } from './roles.ts';
export { EditedMigration, migrate, type MigrationSource, pendingMigrations } from './migrate.ts';
export { PostgresDb } from './postgres-db.ts';
export { PostgresOutbox } from './postgres-outbox.ts';
export { isUnavailable } from './unavailable.ts';
export { EventReader } from './event-reader/event-reader.ts';
export { type ConsumerLag, consumerLags, maintainEventLog } from './event-reader/event-log.ts';
export { platformMigrations } from './platform-migrations.ts';
