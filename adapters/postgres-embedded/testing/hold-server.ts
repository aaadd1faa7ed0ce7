import { silentLog } from '@edumaster/kernel';
import { startEmbeddedPostgres } from '../index.ts';

/** A program of its own for tests that kill it: starts a server, reports it, and stays. */
const [dataDir = ''] = process.argv.slice(2);
try {
  const { connection } = await startEmbeddedPostgres({ dataDir, profile: 'test', log: silentLog });
  console.log(JSON.stringify(connection));
} catch (error) {
  console.log(JSON.stringify({ refused: error instanceof Error ? error.message : String(error) }));
}
