import 'reflect-metadata';
import { AuditLog } from '@edumaster/audit';
import { Counters } from '@edumaster/counters';
import { FakeCounters } from '@edumaster/counters/fake';
import { Db } from '@edumaster/database';
import { Outbox } from '@edumaster/events';
import { Files } from '@edumaster/files';
import { fakeFiles } from '@edumaster/files/fake';
import {
  bindRoutes,
  listRoutes,
  readOwnCookie,
  rememberCaller,
  RouteLimits,
  sendProblem,
} from '@edumaster/http/server';
import { Jobs } from '@edumaster/jobs';
import { AppError, type Ctx, type Id, Log, silentLog } from '@edumaster/kernel';
import { Installation, PersonalDataSources } from '@edumaster/module';
import { loadSettings } from '@edumaster/settings';
import { Signals } from '@edumaster/signals';
import { FakeSignals } from '@edumaster/signals/fake';
import type { DynamicModule, INestApplicationContext, Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Identity } from '../index.ts';
import { KnownHosts } from '../known-hosts.ts';
import { identityModule } from '../module.ts';
import { sessionCookieName } from '../session-cookie.ts';
import { FakeKnownHosts } from './fake-known-hosts.ts';
import { keepMailbox, TestMailbox } from './test-mailbox.ts';

/** Of a test's request: the address that it comes from, instead of this machine's. */
export const callerHeader = 'x-caller';

export interface WorldOptions {
  /** Of a test's `useDatabase`. */
  readonly database: {
    readonly db: Db;
    readonly outbox: Outbox;
    readonly audit: AuditLog;
    readonly jobs: Jobs;
  };
  readonly tenants: { readonly marketplace: Id<'tenant'>; readonly academy: Id<'tenant'> };
  readonly origin?: string;
  /** Of a test's database; by default nothing is remembered, and a change counts at once. */
  readonly signals?: Signals;
  /** Environment variables of the module. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The module on a bare server, as the real one hosts it. */
export interface IdentityWorld {
  readonly app: FastifyInstance;
  readonly identity: Identity;
  readonly container: INestApplicationContext;
  /** Its time passes when a test says so. */
  readonly counters: FakeCounters;
  readonly installation: Installation;
  readonly mailbox: TestMailbox;
}

export async function identityWorld(options: WorldOptions): Promise<IdentityWorld> {
  const { tenants, origin = 'http://localhost:3000', settings = {} } = options;
  const { db, outbox, audit, jobs } = options.database;
  const installation: Installation = {
    mode: 'embedded',
    origin,
    rootSecret: 'a root secret that only tests of identity use, long enough',
    dataDir: '/nonexistent',
  };
  const hosts = new FakeKnownHosts(tenants);
  const counters = new FakeCounters();
  const parts = [
    { provide: Db, useValue: db },
    { provide: Outbox, useValue: outbox },
    { provide: AuditLog, useValue: audit },
    { provide: Signals, useValue: options.signals ?? deafSignals() },
    { provide: Counters, useValue: counters },
    { provide: Installation, useValue: installation },
    { provide: KnownHosts, useValue: hosts },
    { provide: Log, useValue: silentLog },
    { provide: Jobs, useValue: jobs },
    { provide: Files, useValue: fakeFiles() },
    { provide: PersonalDataSources, useValue: { all: () => [] } },
  ];
  const container = await openContainer(parts, settings);
  const identity = container.get(Identity);
  const app = fastify();
  app.setErrorHandler(sendProblem);
  app.addHook('onRequest', async (request) => {
    // What the edge found out of a request that came through a proxy.
    const address = request.headers[callerHeader];
    if (typeof address === 'string') rememberCaller(request, { address, network: address });
  });
  const limits = new RouteLimits({ counters });
  limits.guardPlainRoutes(app);
  bindRoutes(app, listRoutes(identityModule.routes.map((type) => container.get(type))), {
    contextOf: (request) => contextOf(request, { identity, hosts, origin }),
    limits,
  });
  for (const type of identityModule.plainRoutes) await container.get(type).mount(app);
  app.addHook('onClose', () => container.close());
  await app.ready();
  const mailbox = new TestMailbox(db, identity);
  keepMailbox(app, mailbox);
  return { app, identity, container, counters, installation, mailbox };
}

function deafSignals(): Signals {
  const signals = new FakeSignals();
  signals.isListening = false;
  return signals;
}

class World {}
class Root {}

/** The container with the module, and what the real one gives it of the world. */
async function openContainer(
  parts: readonly Provider[],
  environment: Readonly<Record<string, string>>,
): Promise<INestApplicationContext> {
  const world: DynamicModule = {
    module: World,
    global: true,
    providers: [...parts],
    exports: parts.map((part) => ('provide' in part ? part.provide : part)),
  };
  const settings = loadSettings([identityModule.settings], environment).of(identityModule.settings);
  const root = { module: Root, imports: [world, identityModule.container(settings)] };
  return NestFactory.createApplicationContext(root, { logger: ['error'], abortOnError: false });
}

/** What the edge does with each request. */
async function contextOf(
  request: FastifyRequest,
  { identity, hosts, origin }: { identity: Identity; hosts: KnownHosts; origin: string },
): Promise<Ctx> {
  const host = await hosts.find(request.host);
  if (!host) throw new AppError('not_found');
  const [, bearer] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const session = readOwnCookie(request, sessionCookieName(origin));
  const authenticated = await identity.authenticate(host.tenantId, {
    ...(bearer === undefined ? {} : { bearer }),
    ...(session === undefined ? {} : { session }),
  });
  const { tenantId } = host;
  return { tenantId, ...authenticated, correlationId: request.id, locale: 'en', now: new Date() };
}
