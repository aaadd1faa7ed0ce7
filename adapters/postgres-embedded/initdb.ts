import { readdirSync } from 'node:fs';
import { chmod, chown, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { explainFailure } from './explain-failure.ts';
import { startProgram } from './program.ts';
import type { RunAs } from './run-as.ts';
import type { Profile } from './settings.ts';

export const superuser = 'postgres';

/** Written last: `PG_VERSION` is there long before initdb has finished. */
const finishedMarker = 'edumaster-initdb-finished';
/** Written by the server's first start, so a directory that has it holds data. */
const startedMarker = 'postmaster.opts';
const madeByInitdb = /^(base|global|pg_\w+|PG_VERSION|[\w.]+\.conf|postmaster\.pid)$/;

export interface Initdb {
  readonly dataDir: string;
  readonly password: string;
  readonly profile: Profile;
  readonly binaries: Binaries;
  readonly runAs: RunAs | undefined;
}

export function isInitialised(dataDir: string): boolean {
  return readdirSync(dataDir).includes(finishedMarker);
}

/** Fills the data directory; what an initdb that was interrupted left in it is removed first. */
export async function initdb(options: Initdb): Promise<void> {
  await emptyHalfMade(options.dataDir);
  const passwordFile = `${options.dataDir}-password.once`;
  try {
    await writePasswordFor(options.runAs, passwordFile, options.password);
    await run(options, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeMarker(options);
}

async function run(options: Initdb, passwordFile: string): Promise<void> {
  const program = await startProgram({
    command: options.binaries.initdb,
    args: [
      `--pgdata=${options.dataDir}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Without these the locale is that of the environment, and SQL_ASCII where there is none.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      '--no-instructions',
      ...(options.profile === 'test' ? ['--no-sync'] : []),
    ],
    binaries: options.binaries,
    runAs: options.runAs,
  });
  const { code } = await program.ended;
  if (code === 0) return;
  throw new EmbeddedPostgresError(explainFailure(program.lastLines, options.dataDir).message);
}

async function emptyHalfMade(dataDir: string): Promise<void> {
  const names = await readdir(dataDir);
  if (names.includes(startedMarker) || !names.every((name) => madeByInitdb.test(name))) {
    throw new EmbeddedPostgresError(
      `${dataDir} is not empty and was not made by EduMaster. If it is a database to use, create the ` +
        `file ${finishedMarker} in it; otherwise move it away`,
    );
  }
  for (const name of names) await rm(join(dataDir, name), { recursive: true });
}

/** initdb reads the password under its own account. */
async function writePasswordFor(runAs: RunAs | undefined, file: string, password: string) {
  await rm(file, { force: true });
  await writeFile(file, password, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
  if (runAs) await chown(file, runAs.uid, runAs.gid);
}

async function writeMarker({ dataDir, runAs }: Initdb): Promise<void> {
  const file = join(dataDir, finishedMarker);
  const marker = await open(file, 'w', 0o600);
  await marker.writeFile('The database was made completely; without this file it is made anew.\n');
  if (runAs) await marker.chown(runAs.uid, runAs.gid);
  await marker.sync();
  await marker.close();
}
