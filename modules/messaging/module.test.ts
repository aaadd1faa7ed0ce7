import { Db } from '@edumaster/database';
import { Identity } from '@edumaster/identity';
import { Jobs } from '@edumaster/jobs';
import { Log } from '@edumaster/kernel';
import { Mail } from '@edumaster/mail';
import { Installation } from '@edumaster/module';
import { Sms } from '@edumaster/sms';
import { Tenancy } from '@edumaster/tenancy';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { messagingModule } from './module.ts';

class World {}

it('is put together by the container, without a mailbox too', async () => {
  const tokens = [Db, Identity, Jobs, Log, Mail, Sms, Tenancy];
  const installation = { origin: 'https://learn.example', mode: 'production' };
  const world = {
    module: World,
    global: true,
    providers: [
      { provide: Installation, useValue: installation },
      ...tokens.map((token) => ({ provide: token, useValue: {} })),
    ],
    exports: [Installation, ...tokens],
  };
  class Root {}
  const settings = {
    EDUMASTER_SMTP_URL: undefined,
    EDUMASTER_MAIL_FROM: undefined,
    EDUMASTER_HOST: undefined,
  };
  const container = await NestFactory.createApplicationContext(
    { module: Root, imports: [world, messagingModule.container(settings)] },
    { logger: false, abortOnError: false },
  );
  const { plainRoutes, consumers, jobs, crons } = messagingModule;
  for (const listed of [...plainRoutes, ...consumers, ...jobs, ...crons]) {
    expect(container.get(listed, { strict: false })).toBeDefined();
  }
  await container.close();
});
