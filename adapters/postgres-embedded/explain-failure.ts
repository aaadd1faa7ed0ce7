import { statfsSync } from 'node:fs';

/** Why a server or initdb ended, for a person. */
export interface Explanation {
  readonly message: string;
  /**
   * `permanent`: trying again cannot help; `disk`: it can once there is space; `passing`: a leftover
   * of the last run may be on its way out.
   */
  readonly kind: 'permanent' | 'disk' | 'passing';
}

type Rule = readonly [pattern: RegExp, explain: (line: string) => string];

const permanent: readonly Rule[] = [
  [
    /unrecognized configuration parameter|invalid value for parameter|contains errors|outside the valid range|parameter "\w+" requires/i,
    (line) => `Postgres refuses a setting: ${line}`,
  ],
  [
    /incompatible with server|was initialized (by|with) /i,
    (line) => `The database was made by another version of Postgres: ${line}`,
  ],
  [
    /could not look up effective user ID|invalid user ID/i,
    () =>
      'Postgres needs an entry in /etc/passwd for the account that it runs as: add one, or start ' +
      'EduMaster as another user',
  ],
  [
    /has wrong ownership|has invalid permissions|permission denied/i,
    (line) => `Postgres may not use its own files: ${line}`,
  ],
  [
    /could not map anonymous shared memory|cannot allocate memory/i,
    (line) => `There is not enough memory for Postgres: ${line}`,
  ],
  [
    /error while loading shared libraries|GLIBC_/i,
    (line) => `A library that Postgres needs is missing here: ${line}`,
  ],
];

/** @param output last lines that the program wrote */
export function explainFailure(output: readonly string[], folder: string): Explanation {
  if (output.some((line) => /no space left on device|disk quota exceeded/i.test(line))) {
    return { kind: 'disk', message: diskFull(folder) };
  }
  for (const [pattern, explain] of permanent) {
    const line = output.find((candidate) => pattern.test(candidate));
    if (line !== undefined) return { kind: 'permanent', message: explain(line) };
  }
  const last = output.findLast((line) => /^(\S+: )?(FATAL|PANIC|error)/i.test(line));
  return {
    kind: 'passing',
    message: `Postgres does not start: ${last ?? output.at(-1) ?? 'it said nothing'}`,
  };
}

function diskFull(folder: string): string {
  const { bavail, bsize } = statfsSync(folder);
  const freeMegabytes = Math.floor((bavail * bsize) / 1024 / 1024);
  return (
    `There is not enough space on the disk that holds ${folder}, or a quota is used up: ` +
    `${freeMegabytes} MB are free now, Postgres needs at least 200 MB. Free some space and start again`
  );
}
