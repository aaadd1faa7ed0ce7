import { Catalog } from '@edumaster/catalog';
import { Db } from '@edumaster/database';
import { Outbox } from '@edumaster/events';
import { Identity } from '@edumaster/identity';
import { Media } from '@edumaster/media';
import { Signals } from '@edumaster/signals';
import { FakeSignals } from '@edumaster/signals/fake';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { Learning } from './index.ts';
import { learningModule } from './module.ts';

class World {}

it('is put together by the container', async () => {
  const tokens = [Catalog, Db, Identity, Media, Outbox];
  const signals = { provide: Signals, useValue: new FakeSignals() };
  const world = {
    module: World,
    global: true,
    providers: [...tokens.map((token) => ({ provide: token, useValue: {} })), signals],
    exports: [...tokens, Signals],
  };
  class Root {}
  const container = await NestFactory.createApplicationContext(
    {
      module: Root,
      imports: [world, learningModule.container({ EDUMASTER_COMPLETION_PERCENT: 90 })],
    },
    { logger: false, abortOnError: false },
  );
  const { routes, plainRoutes, jobs, crons } = learningModule;
  for (const listed of [Learning, ...routes, ...plainRoutes, ...jobs, ...crons]) {
    expect(container.get(listed, { strict: false })).toBeDefined();
  }
  await container.close();
});
