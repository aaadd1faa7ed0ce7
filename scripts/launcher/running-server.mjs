import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { root } from './checkout.mjs';
import { StepFailed } from './step-failed.mjs';

/**
 * Fails when a server already runs on this checkout's data, before a build replaces the files that
 * it is running from. The server's own lock decides; this only asks it.
 */
export async function refuseSecondStart() {
  if (process.env.EDUMASTER_DATABASE_URL) return;
  const dataFolder = resolve(root, process.env.EDUMASTER_DATA_DIR || '.data');
  if (!existsSync(dataFolder)) return;
  const holder = await askLock(join(realpathSync(dataFolder), 'postgres'));
  if (holder === undefined) return;
  throw new StepFailed(
    `EduMaster is already running (process ${holder}) with the data in ${dataFolder}.\n` +
      'Stop it first, or set EDUMASTER_DATA_DIR and PORT for another one beside it.',
  );
}

/**
 * @param {string} dataDir real path of a database, as in adapters/postgres-embedded/lock.ts
 * @returns {Promise<string | undefined>} pid of the process that holds it
 */
export function askLock(dataDir) {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 24);
  return new Promise((resolve) => {
    let answer = '';
    const asking = connect(`\0edumaster-${hash}`);
    asking.setTimeout(1000, () => asking.destroy());
    asking.on('data', (chunk) => (answer += chunk));
    asking.on('error', () => resolve(undefined));
    asking.on('close', () => resolve(answer.trim() || undefined));
  });
}
