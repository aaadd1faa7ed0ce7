import { silentLog } from '@edumaster/kernel';
import { eventually, useDatabase } from '@edumaster/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { PostgresSignals } from './postgres-signals.ts';

const database = useDatabase();
const opened: PostgresSignals[] = [];

afterEach(async () => {
  for (const signals of opened.splice(0)) await signals.stop();
});

async function listening() {
  const signals = new PostgresSignals(database.pools.dedicated('app'), silentLog);
  opened.push(signals);
  const heard: (string | undefined)[] = [];
  signals.listen('test_things', (key) => heard.push(key));
  await signals.start();
  return { signals, heard };
}

const send = (key: string) =>
  database.db.inTx(database.tenantCtx(), (tx) =>
    tx.rows({ text: `select platform.signal('test_things', $1)`, values: [key] }),
  );

describe('signals', () => {
  it('arrive in every process, and not before the transaction commits', async () => {
    const [one, two] = [await listening(), await listening()];
    await expect(
      database.db.inTx(database.tenantCtx(), async (tx) => {
        await tx.rows({ text: `select platform.signal('test_things', 'rolled back')` });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await send('committed');
    for (const { heard } of [one, two]) {
      await eventually('the signal', () => (heard.includes('committed') ? true : undefined));
      expect(heard).toEqual([undefined, 'committed']);
    }
  });

  it('that may have been missed are told as such, and listening goes on by itself', async () => {
    const { signals, heard } = await listening();
    expect(signals.isListening).toBe(true);
    await database.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query like 'listen %'`,
    );
    await eventually('the loss', () => (heard.length >= 2 ? true : undefined));
    await eventually('listening again', () => (signals.isListening ? true : undefined));
    await send('after');
    await eventually('the signal', () => (heard.at(-1) === 'after' ? true : undefined));
    expect(heard.slice(0, -1).every((key) => key === undefined)).toBe(true);
  });
});
