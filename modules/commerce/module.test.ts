import { AuditLog } from '@edumaster/audit';
import { Catalog } from '@edumaster/catalog';
import { Db } from '@edumaster/database';
import { Outbox } from '@edumaster/events';
import { Identity } from '@edumaster/identity';
import { Jobs } from '@edumaster/jobs';
import { Log } from '@edumaster/kernel';
import { Learning } from '@edumaster/learning';
import { Installation } from '@edumaster/module';
import { PaymentProviders } from '@edumaster/payments';
import { Tenancy } from '@edumaster/tenancy';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { commerceModule } from './module.ts';
import { testSettings } from './testing/commerce-world.ts';

class World {}

it('is put together by the container', async () => {
  const tokens = [
    AuditLog,
    Catalog,
    Db,
    Identity,
    Installation,
    Jobs,
    Learning,
    Log,
    Outbox,
    PaymentProviders,
    Tenancy,
  ];
  const world = {
    module: World,
    global: true,
    providers: tokens.map((token) => ({ provide: token, useValue: {} })),
    exports: tokens,
  };
  class Root {}
  const container = await NestFactory.createApplicationContext(
    { module: Root, imports: [world, commerceModule.container(testSettings)] },
    { logger: false, abortOnError: false },
  );
  const { routes, plainRoutes, consumers, jobs, crons, personalData } = commerceModule;
  for (const listed of [
    ...routes,
    ...plainRoutes,
    ...consumers,
    ...jobs,
    ...crons,
    ...personalData,
  ]) {
    expect(container.get(listed, { strict: false })).toBeDefined();
  }
  await container.close();
});
