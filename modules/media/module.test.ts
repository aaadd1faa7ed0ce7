import { AuditLog } from '@edumaster/audit';
import { Quotas } from '@edumaster/counters';
import { Db } from '@edumaster/database';
import { Encoder } from '@edumaster/encoder';
import { Outbox } from '@edumaster/events';
import { FileStores } from '@edumaster/files';
import { Jobs } from '@edumaster/jobs';
import { Log, silentLog } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Signals } from '@edumaster/signals';
import { FakeSignals } from '@edumaster/signals/fake';
import { Tenancy } from '@edumaster/tenancy';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { Media } from './index.ts';
import type { MediaSettings } from './config.ts';
import { mediaModule } from './module.ts';

const installation: Installation = {
  mode: 'embedded',
  origin: 'http://localhost:3000',
  rootSecret: 'a root secret that only tests use, of more than 32 bytes',
  dataDir: '/nowhere',
};

class World {}

it('is put together by the container, also on a machine without an encoder', async () => {
  const unused = [AuditLog, Db, Outbox, FileStores, Jobs, Quotas, Tenancy].map((token) => ({
    provide: token,
    useValue: {},
  }));
  const world = {
    module: World,
    global: true,
    providers: [
      ...unused,
      { provide: Log, useValue: silentLog },
      { provide: Installation, useValue: installation },
      { provide: Encoder, useValue: undefined },
      { provide: Signals, useValue: new FakeSignals() },
    ],
    exports: [
      AuditLog,
      Db,
      Outbox,
      FileStores,
      Jobs,
      Quotas,
      Tenancy,
      Log,
      Installation,
      Encoder,
      Signals,
    ],
  };
  const settings: MediaSettings = {
    EDUMASTER_UPLOAD_MAX_BYTES: 1024,
    EDUMASTER_VIDEO_BYTES_PER_DAY: 1024,
    EDUMASTER_ORIGINALS: 'keep',
    EDUMASTER_UNSCANNED_VIDEOS: 'take',
    EDUMASTER_ENCODE_LEAST_FREE_BYTES: 0,
    EDUMASTER_ENCODE_CHUNK_SECONDS: 120,
    EDUMASTER_DELIVERY_SIGNATURE: 'hmac-sha256',
    EDUMASTER_SPEECH_MODEL: 'whisper-1',
  };
  class Root {}
  const container = await NestFactory.createApplicationContext(
    { module: Root, imports: [world, mediaModule.container(settings)] },
    { logger: false, abortOnError: false },
  );
  const { routes, plainRoutes, consumers, jobs, crons } = mediaModule;
  for (const listed of [Media, ...routes, ...plainRoutes, ...consumers, ...jobs, ...crons]) {
    expect(container.get(listed, { strict: false })).toBeDefined();
  }
  await container.close();
});
