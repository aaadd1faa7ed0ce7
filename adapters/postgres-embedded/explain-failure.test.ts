import { expect, test } from 'vitest';
import { explainFailure } from './explain-failure.ts';

test.each([
  [
    'FATAL:  could not write to file "pg_wal/xlogtemp.17": No space left on device',
    'disk',
    /not enough space/,
  ],
  ['FATAL:  unrecognized configuration parameter "work_men"', 'permanent', /setting.*work_men/],
  [
    'FATAL:  123456789 8kB is outside the valid range for parameter "shared_buffers" (16 8kB .. 1)',
    'permanent',
    /shared_buffers/,
  ],
  ['FATAL:  database files are incompatible with server', 'permanent', /another version/],
  [
    'initdb: error: could not look up effective user ID 77: user does not exist',
    'permanent',
    /passwd/,
  ],
  ['FATAL:  data directory "/d" has wrong ownership', 'permanent', /own files/],
  ['FATAL:  lock file "postmaster.pid" already exists', 'passing', /lock file/],
  [
    'FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use',
    'passing',
    /still in use/,
  ],
])('%s', (line, kind, words) => {
  const explanation = explainFailure(['LOG:  starting PostgreSQL 18.4', line], '/');
  expect(explanation.kind).toBe(kind);
  expect(explanation.message).toMatch(words);
});

test('a program that says nothing is reported all the same', () => {
  expect(explainFailure([], '/').message).toMatch(/does not start/);
});
