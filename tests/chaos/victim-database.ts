import { join } from 'node:path';
import { runningEmbeddedPostgres } from '@edumaster/postgres-embedded';
import pg from 'pg';
import type { Victim } from './victim.ts';

/** How to reach the embedded database of a running victim, as the one who owns it. */
export async function databaseOf({ dataDir }: Pick<Victim, 'dataDir'>) {
  const found = await runningEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  if (!found) throw new Error('the embedded database does not run');
  return { ...found, ssl: false };
}

type Connection = Awaited<ReturnType<typeof databaseOf>>;

/** As an operator would give it, by the socket's folder. */
export function addressOf({ host, port, user, password, database }: Connection): string {
  const login = `${user}:${encodeURIComponent(password)}`;
  return `postgres://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

/** One connection, for as long as the work takes. */
export async function inDatabaseOf<T>(
  victim: Pick<Victim, 'dataDir'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(await databaseOf(victim));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
