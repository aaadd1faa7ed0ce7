import { moment, wholeNumber } from '@edumaster/database';
import { integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import type { TenantKind } from '../domain/tenant.ts';

const tenancy = pgSchema('tenancy');

export const tiers = tenancy.table('tiers', {
  name: text('name').primaryKey(),
  maxMembers: integer('max_members'),
  maxCourses: integer('max_courses'),
  maxStorageBytes: wholeNumber('max_storage_bytes'),
});

export const tenants = tenancy.table('tenants', {
  id: uuid('id').primaryKey(),
  kind: text('kind').$type<TenantKind>().notNull(),
  name: text('name').notNull(),
  subdomain: text('subdomain'),
  databaseUrl: text('database_url'),
  logoUrl: text('logo_url'),
  primaryColor: text('primary_color'),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
  tier: text('tier').notNull().default('free'),
  createdBy: uuid('created_by'),
});

export const hosts = tenancy.table('hosts', {
  host: text('host').primaryKey(),
  tenantId: uuid('tenant_id').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
});
