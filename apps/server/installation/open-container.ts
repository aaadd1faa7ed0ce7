import 'reflect-metadata';
import { AuditLog } from '@edumaster/audit';
import { Quotas } from '@edumaster/counters';
import { Db } from '@edumaster/database';
import { Outbox } from '@edumaster/events';
import { GraphileJobs } from '@edumaster/graphile-worker-jobs';
import { Jobs } from '@edumaster/jobs';
import { Log } from '@edumaster/kernel';
import { Installation, type PersonalDataSource, PersonalDataSources } from '@edumaster/module';
import {
  type Pools,
  PostgresAuditLog,
  PostgresDb,
  PostgresOutbox,
  PostgresQuotas,
  type TenantDatabases,
} from '@edumaster/postgres';
import type { Settings } from '@edumaster/settings';
import { type DynamicModule, type INestApplicationContext, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { modules, take } from '../modules.ts';

interface ContainerParts {
  readonly settings: Settings;
  readonly installation: Installation;
  readonly pools: Pools;
  readonly tenantDatabases: TenantDatabases;
  readonly log: Log;
  /** Further things of the world that modules ask for, such as the encoder. */
  readonly providers: readonly Provider[];
}

class World {}
class EduMaster {}

/** The container with every module, and what they need of the world. */
export async function openContainer(parts: ContainerParts): Promise<INestApplicationContext> {
  const { settings, installation, pools, tenantDatabases, log } = parts;
  const sources: PersonalDataSource[] = [];
  const providers: Provider[] = [
    { provide: PersonalDataSources, useValue: { all: () => sources } },
    { provide: Installation, useValue: installation },
    { provide: Log, useValue: log },
    { provide: Db, useValue: new PostgresDb(pools, log, tenantDatabases) },
    { provide: Outbox, useValue: new PostgresOutbox() },
    { provide: AuditLog, useValue: new PostgresAuditLog() },
    { provide: Quotas, useValue: new PostgresQuotas() },
    { provide: Jobs, useValue: new GraphileJobs() },
    ...parts.providers,
  ];
  const world: DynamicModule = {
    module: World,
    global: true,
    providers,
    exports: providers.map((provider) => ('provide' in provider ? provider.provide : provider)),
  };
  const hosted = modules.map((module) => module.open(settings));
  const root: DynamicModule = { module: EduMaster, imports: [world, ...hosted] };
  const options = { logger: ['error' as const], abortOnError: false };
  const container = await NestFactory.createApplicationContext(root, options);
  sources.push(...modules.flatMap(({ personalData }) => take(container, personalData)));
  return container;
}
