import { existsSync, renameSync, statSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '@edumaster/kernel';
import type { FastifyBaseLogger } from 'fastify';
import { destination, pino } from 'pino';
import { dataDirOf, type ServerSettings } from '../installation/configuration.ts';

const rotateAtBytes = 20 * 1024 * 1024;

/** What never belongs in a log, wherever a library puts it. */
const redacted = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  '*.password',
  '*.token',
  '*.accessToken',
  '*.refreshToken',
  '*.authorization',
  '*.cookie',
];

/**
 * Lines are written together, a quarter of a second late at most and at the end: a write for each
 * answer would cost more than many an answer. What is fatal is written at once.
 */
const together = { sync: false, minLength: 8 * 1024, periodicFlush: 250 };

/** Standard output in production; a file beside the data where a person looks at the terminal. */
export function openLog(settings: ServerSettings): Log & FastifyBaseLogger {
  const options = { level: settings.EDUMASTER_LOG_LEVEL, redact: redacted, base: {} };
  if (settings.EDUMASTER_MODE === 'production')
    return pino(options, destination({ dest: 1, ...together }));
  // For its owner: the folder lets other users through to the database's own.
  const dest = { dest: logFile(settings), ...together, append: true, mode: 0o600 };
  return pino(options, destination(dest));
}

/** Where the log of an embedded start is. */
export function logFile(settings: ServerSettings): string {
  const folder = dataDirOf(settings);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'server.log');
  if (existsSync(file) && statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`);
  return file;
}
