import { openDiskFiles } from '@edumaster/disk-files';
import { findFfmpeg } from '@edumaster/ffmpeg';
import { GraphileJobs, JobRunner } from '@edumaster/graphile-worker-jobs';
import { silentLog } from '@edumaster/kernel';
import { mediaWorld } from '@edumaster/media/testing';
import {
  type DatabaseConnection,
  openPools,
  PostgresAuditLog,
  PostgresDb,
  PostgresOutbox,
  PostgresQuotas,
  type RolePasswords,
} from '@edumaster/postgres';
import { detectSandbox } from '@edumaster/sandbox';

/** What a worker is started with, as JSON on its command line. */
export interface EncodeProcess {
  readonly connection: DatabaseConnection;
  readonly passwords: RolePasswords;
  readonly filesRoot: string;
  readonly chunkSeconds: number;
}

/**
 * A process that does nothing but encode: a worker as an installation has many of them. It runs the
 * built module, since Node strips types but knows no decorators.
 */
async function run({ connection, passwords, filesRoot, chunkSeconds }: EncodeProcess) {
  const pools = openPools(connection, passwords, silentLog);
  const sandbox = await detectSandbox();
  const found = await findFfmpeg({ sandbox, searchPath: process.env['PATH'] ?? '' });
  if (!found.ok) throw new Error(found.detail);
  const { worker, chunkWorker } = mediaWorld({
    db: new PostgresDb(pools, silentLog),
    outbox: new PostgresOutbox(),
    jobs: new GraphileJobs(),
    audit: new PostgresAuditLog(),
    quotas: new PostgresQuotas(),
    files: await openDiskFiles({ root: filesRoot }),
    encoder: found.value,
    chunkSeconds,
  });
  const handlers = [worker, chunkWorker];
  await new JobRunner({ pools, handlers, crons: [], concurrency: 1, log: silentLog }).start();
  console.log('ready');
}

const [, , told] = process.argv;
if (told !== undefined) await run(JSON.parse(told) as EncodeProcess);
