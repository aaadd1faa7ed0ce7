import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './errors.ts';

/** The account that the server runs as when the program itself is root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/**
 * Postgres refuses to run as root. Root takes the owner of an existing data directory, else
 * `postgres`, else `nobody`; everyone else runs it as themselves.
 * @param passwd the accounts of this system, in the format of passwd(5)
 */
export function chooseRunAs(
  dataDir: string,
  passwd: string = readFileSync('/etc/passwd', 'utf8'),
): RunAs | undefined {
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (self !== 0) {
    if (owner && owner.uid !== self) throw foreignOwner(dataDir, owner.uid, passwd);
    return undefined;
  }
  const accounts = parsePasswd(passwd);
  // Without an entry in passwd initdb refuses, so an owner that has none is not taken.
  const candidates = [
    owner && owner.uid !== 0 && accounts.find(({ uid }) => uid === owner.uid),
    accounts.find(({ name }) => name === 'postgres'),
    accounts.find(({ name }) => name === 'nobody'),
  ];
  const account = candidates.find((candidate) => candidate !== undefined && candidate !== false);
  if (account) return account;
  throw new EmbeddedPostgresError(
    'Postgres does not run as root, and this system has neither a user "postgres" nor "nobody": ' +
      'start EduMaster as a normal user',
  );
}

/** Whether that account may enter a folder; asked of the system, so that ACLs count too. */
export function mayEnter(runAs: RunAs, folder: string): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'test -x "$1"/.', 'sh', folder], {
    uid: runAs.uid,
    gid: runAs.gid,
    cwd: '/',
    env: {},
  });
  return asked.status === 0;
}

/** The part of the spawn options that changes the account. */
export function spawnAs(runAs: RunAs | undefined): { uid?: number; gid?: number } {
  return runAs ? { uid: runAs.uid, gid: runAs.gid } : {};
}

function foreignOwner(dataDir: string, uid: number, passwd: string): EmbeddedPostgresError {
  const name = parsePasswd(passwd).find((account) => account.uid === uid)?.name ?? `number ${uid}`;
  return new EmbeddedPostgresError(
    `The database in ${dataDir} belongs to the user ${name}: start EduMaster as that user or as root`,
  );
}

function parsePasswd(passwd: string): RunAs[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
