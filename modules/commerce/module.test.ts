import { Db } from '@edumaster/database';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { commerceModule } from './module.ts';

class World {}

it('is put together by the container', async () => {
  const tokens = [Db];
  const world = {
    module: World,
    global: true,
    providers: tokens.map((token) => ({ provide: token, useValue: {} })),
    exports: tokens,
  };
  class Root {}
  const container = await NestFactory.createApplicationContext(
    { module: Root, imports: [world, commerceModule.container({})] },
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
