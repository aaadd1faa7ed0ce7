import { statfs } from 'node:fs/promises';
import { inspectLedger, type LedgerInspection } from '@edumaster/commerce/module';
import { jobQueueState } from '@edumaster/graphile-worker-jobs';
import { identitySettings } from '@edumaster/identity/config';
import { inspectIssuer } from '@edumaster/identity/module';
import { silentLog } from '@edumaster/kernel';
import {
  type ConsumerLag,
  consumerLags,
  type DatabaseConnection,
  openPools,
  pendingMigrations,
  type Pools,
  rolePasswords,
} from '@edumaster/postgres';
import { runningEmbeddedPostgres } from '@edumaster/postgres-embedded';
import { join } from 'node:path';
import pg from 'pg';
import { chooseEncoder } from '../installation/choose-encoder.ts';
import {
  dataDirOf,
  describeInstallation,
  loadAllSettings,
  type ServerSettings,
} from '../installation/configuration.ts';
import { parseDatabaseUrl } from '../installation/database-url.ts';
import { migrationSources } from '../installation/open-database.ts';
import { serverSettings } from '../settings.ts';
import { inspectHomes } from './inspect-homes.ts';
import { version } from '../version.ts';
import type { Finding } from './finding.ts';
import { inspectFiles } from './inspect-files.ts';
import { inspectMail } from './inspect-mail.ts';
import { inspectScanner } from './inspect-scanner.ts';
import { judgeLedger } from './judge-ledger.ts';

export interface Inspection {
  readonly healthy: boolean;
  readonly versions: Readonly<Record<string, string>>;
  readonly queue: { waiting: number; running: number; failed: number } | null;
  readonly events: readonly ConsumerLag[] | null;
  /** Of the platform's database; a finding speaks for each tenant that has one of its own. */
  readonly ledger: LedgerInspection | null;
  readonly findings: readonly Finding[];
}

const lowDiskBytes = 2 * 1024 ** 3;
const highLag = 5_000;

/** Looks at a running installation from outside: the server, its database, queues, encoder, mail, disk. */
export async function inspect(): Promise<Inspection> {
  const all = loadAllSettings();
  const settings = all.of(serverSettings);
  const database = await inspectDatabase(settings);
  const encoder = await inspectEncoder(settings);
  const findings = [
    await inspectServer(settings),
    ...database.findings,
    await inspectSignIn(),
    encoder.finding,
    ...(await inspectMail(all)),
    ...(await inspectFiles(all)),
    await inspectScanner(settings),
    await inspectDisk(settings),
  ];
  return {
    healthy: findings.every(({ ok }) => ok),
    versions: {
      edumaster: version,
      node: process.versions.node,
      ...database.versions,
      ...encoder.versions,
    },
    queue: database.queue,
    events: database.events,
    ledger: database.ledger,
    findings,
  };
}

async function inspectSignIn(): Promise<Finding> {
  const { ok, detail } = await inspectIssuer(loadAllSettings().of(identitySettings));
  const finding: Finding = { name: 'issuer', ok, detail };
  if (ok) return finding;
  return { ...finding, advice: 'Nobody can sign in: check EDUMASTER_ISSUER_URL and the issuer.' };
}

async function inspectServer({ PORT: port }: ServerSettings): Promise<Finding> {
  const name = 'server';
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
      signal: AbortSignal.timeout(5_000),
    });
    const { checks } = (await response.json()) as { checks: Record<string, string> };
    const problems = Object.entries(checks).filter(([, state]) => state !== 'ok');
    if (response.ok) return { name, ok: true, detail: `answers on port ${port}` };
    const detail = problems.map(([part, problem]) => `${part}: ${problem}`).join('; ');
    return { name, ok: false, detail, advice: 'See the log of the server.' };
  } catch {
    const advice = 'Start it with "npm start", or set PORT to the port that it runs on.';
    return { name, ok: false, detail: `does not answer on port ${port}`, advice };
  }
}

interface DatabaseInspection {
  readonly findings: readonly Finding[];
  readonly versions: Readonly<Record<string, string>>;
  readonly queue: Inspection['queue'];
  readonly events: Inspection['events'];
  readonly ledger: Inspection['ledger'];
}

async function inspectDatabase(settings: ServerSettings): Promise<DatabaseInspection> {
  const nothing = { versions: {}, queue: null, events: null, ledger: null };
  const connection = await connectionOf(settings);
  if (!connection) {
    const detail = 'the embedded database does not run';
    const finding = { name: 'database', ok: false, detail, advice: 'Start it with "npm start".' };
    return { ...nothing, findings: [finding] };
  }
  const installation = await describeInstallation(settings);
  const { rootSecret } = installation;
  const pools = openPools(connection, rolePasswords(rootSecret), silentLog);
  try {
    const inspected = await inspectPools(pools);
    // Without its schema nobody knows of tenants yet.
    if (inspected.queue === null) return inspected;
    const homes = await inspectHomes(pools, installation);
    return { ...inspected, findings: [...inspected.findings, ...homes] };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const advice = 'Check that Postgres runs and that EDUMASTER_DATABASE_URL leads to it.';
    return { ...nothing, findings: [{ name: 'database', ok: false, detail, advice }] };
  } finally {
    await pools.close();
  }
}

async function connectionOf(settings: ServerSettings): Promise<DatabaseConnection | undefined> {
  const { EDUMASTER_DATABASE_URL: url } = settings;
  if (url) return parseDatabaseUrl(url);
  return runningEmbeddedPostgres({ dataDir: join(dataDirOf(settings), 'postgres') });
}

async function inspectPools(pools: Pools): Promise<DatabaseInspection> {
  const { rows } = await pools.owner.query<{ server_version: string }>('show server_version');
  const postgres = rows[0]?.server_version ?? 'unknown';
  const pending = await withOwner(pools, (owner) => pendingMigrations(owner, migrationSources()));
  const database: Finding = { name: 'database', ok: true, detail: `PostgreSQL ${postgres}` };
  if (pending.length > 0) {
    const detail = `${pending.length} migrations are missing`;
    const migrations = {
      name: 'migrations',
      ok: false,
      detail,
      advice: 'Run "edumaster migrate".',
    };
    return {
      findings: [database, migrations],
      versions: { postgres },
      queue: null,
      events: null,
      ledger: null,
    };
  }
  const queue = await jobQueueState(pools);
  const events = await consumerLags(pools.relay);
  const current = { name: 'migrations', ok: true, detail: 'up to date' };
  const ledger = await inspectLedger(pools.owner);
  const findings = [
    database,
    current,
    judgeQueue(queue),
    judgeEvents(events),
    judgeLedger('ledger', ledger),
  ];
  return { findings, versions: { postgres }, queue, events, ledger };
}

async function withOwner<T>(pools: Pools, work: (owner: pg.ClientBase) => Promise<T>): Promise<T> {
  const owner = await pools.owner.connect();
  try {
    return await work(owner);
  } finally {
    owner.release();
  }
}

function judgeQueue({ waiting, running, failed }: NonNullable<Inspection['queue']>): Finding {
  const detail = `${waiting} waiting, ${running} running, ${failed} failed`;
  if (failed === 0) return { name: 'jobs', ok: true, detail };
  return { name: 'jobs', ok: false, detail, advice: 'The log says why, under "job failed".' };
}

function judgeEvents(lags: readonly ConsumerLag[]): Finding {
  const unread = Math.max(0, ...lags.map((lag) => lag.unread));
  const parked = lags.reduce((sum, lag) => sum + lag.parked, 0);
  const detail = `${lags.length} consumers, at most ${unread} events behind, ${parked} parked`;
  if (unread < highLag && parked === 0) return { name: 'events', ok: true, detail };
  const advice = 'The log says why, under "an event is parked"; it is tried again by itself.';
  return { name: 'events', ok: false, detail, advice };
}

async function inspectEncoder(settings: ServerSettings) {
  const { encoder, sandboxLevel } = await chooseEncoder(settings, silentLog);
  if (!encoder) {
    const advice = 'Install ffmpeg 5.1 or newer, or the optional packages: npm ci.';
    const finding: Finding = { name: 'encoder', ok: false, detail: 'there is none', advice };
    return { finding, versions: {} };
  }
  const detail = `${encoder.name} ${await encoder.version()}, sandbox: ${sandboxLevel}`;
  const finding: Finding = { name: 'encoder', ok: true, detail };
  return { finding, versions: { [encoder.name]: await encoder.version() } };
}

async function inspectDisk(settings: ServerSettings): Promise<Finding> {
  const folder = dataDirOf(settings);
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free for ${folder}`;
  if (free > lowDiskBytes) return { name: 'disk', ok: true, detail };
  return {
    name: 'disk',
    ok: false,
    detail,
    advice: 'Free some space: uploads and encodes need it.',
  };
}
