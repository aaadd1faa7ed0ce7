import type { Log } from '@edumaster/kernel';
import type { Signals } from '@edumaster/signals';
import pg from 'pg';

type Heard = (key: string | undefined) => void;

const retryMilliseconds = 500;

/** LISTEN on a connection of its own, opened again whenever it is lost. */
export class PostgresSignals implements Signals {
  readonly #connection: pg.ClientConfig;
  readonly #log: Log;
  readonly #listeners = new Map<string, Heard[]>();
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #isStopped = false;
  #isListening = false;

  /** @param connection not through a pooler that shares connections: LISTEN belongs to one */
  constructor(connection: pg.ClientConfig, log: Log) {
    this.#connection = connection;
    this.#log = log;
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  listen(channel: string, heard: Heard): void {
    if (!/^[a-z_]+$/.test(channel)) throw new Error(`not a channel: ${channel}`);
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), heard]);
    // Whatever was read before LISTEN is in force may be out of date already.
    if (!this.#isListening) return;
    // A connection that is lost here is opened again, and listens to every channel then.
    this.#listenTo(channel).then(
      () => heard(undefined),
      () => {},
    );
  }

  /** Resolves when signals arrive, or at once when the database is away: it is tried again. */
  async start(): Promise<void> {
    const client = new pg.Client({ ...this.#connection, keepAlive: true });
    this.#client = client;
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ channel, payload }) => this.#hear(channel, payload));
    try {
      await client.connect();
      for (const channel of this.#listeners.keys()) await this.#listenTo(channel);
      if (this.#client !== client) return;
      this.#isListening = true;
      this.#forgetAll();
    } catch (error) {
      this.#log.warn({ err: error }, 'cannot listen for signals');
      this.#lose(client);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    await this.#client?.end().catch(() => {});
  }

  /** One after the other: a connection takes one statement at a time. */
  #listenTo(channel: string): Promise<void> {
    const listening = this.#turn.then(async () => {
      await this.#client?.query(`listen edumaster_${channel}`);
    });
    this.#turn = listening.catch(() => {});
    return listening;
  }

  #hear(channel: string, payload: string | undefined): void {
    const listeners = this.#listeners.get(channel.replace(/^edumaster_/, '')) ?? [];
    for (const heard of listeners) heard(payload ?? '');
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#isListening = false;
    this.#forgetAll();
    client.end().catch(() => {});
    if (this.#isStopped) return;
    this.#retry = setTimeout(() => void this.start(), retryMilliseconds);
  }

  #forgetAll(): void {
    for (const listeners of this.#listeners.values()) {
      for (const heard of listeners) heard(undefined);
    }
  }
}
