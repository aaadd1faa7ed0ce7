import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptMessage } from '@edumaster/mail';

type NewMessage = Omit<KeptMessage, 'id' | 'keptAt'>;

/** Newest messages that are kept; the page lists all of them at once. */
const defaultLimit = 500;

const messageSuffix = '.json';

/**
 * A message in one file each, named after the time and the message, so that names sort by age and a
 * message that is sent again replaces itself. Any number of processes may write at the same time.
 */
export class MailboxFolder {
  readonly #folder: string;
  readonly #limit: number;
  #lastKeptAt = 0;

  constructor(folder: string, limit = defaultLimit) {
    this.#folder = folder;
    this.#limit = limit;
  }

  async keep(message: NewMessage): Promise<void> {
    // For its owner only: what is in here opens accounts.
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const digest = digestOf(message);
    const keptAt = this.#nextTime();
    const id = `${String(keptAt.getTime()).padStart(15, '0')}-${digest}`;
    const kept: KeptMessage = { id, ...message, keptAt: keptAt.toISOString() };
    await this.#write(`${id}${messageSuffix}`, JSON.stringify(kept));
    const names = await this.#names();
    const earlier = names.filter((name) => name.includes(digest) && !name.startsWith(id));
    const superfluous = names.slice(0, Math.max(0, names.length - this.#limit));
    await this.#remove([...earlier, ...superfluous]);
  }

  /** The newest first. */
  async list(): Promise<readonly KeptMessage[]> {
    const names = await this.#names();
    const messages = await Promise.all(names.reverse().map((name) => this.#read(name)));
    return messages.filter((message) => message !== undefined);
  }

  async find(id: string): Promise<KeptMessage | undefined> {
    return idPattern.test(id) ? this.#read(`${id}${messageSuffix}`) : undefined;
  }

  async clear(): Promise<void> {
    await this.#remove(await this.#names());
  }

  /** No two of one process in the same millisecond, so that names keep their order. */
  #nextTime(): Date {
    this.#lastKeptAt = Math.max(Date.now(), this.#lastKeptAt + 1);
    return new Date(this.#lastKeptAt);
  }

  async #write(name: string, content: string): Promise<void> {
    const temporary = join(this.#folder, `.${randomUUID()}`);
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, join(this.#folder, name));
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      throw error;
    }
  }

  /** Oldest first. */
  async #names(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(nothingWhenMissing);
    return (names ?? [])
      .filter((name) => name.endsWith(messageSuffix) && idPattern.test(withoutSuffix(name)))
      .sort();
  }

  /** Undefined when another process has removed it, or when a person has edited it. */
  async #read(name: string): Promise<KeptMessage | undefined> {
    const content = await readFile(join(this.#folder, name), 'utf8').catch(nothingWhenMissing);
    return content === undefined ? undefined : parseMessage(content);
  }

  async #remove(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => rm(join(this.#folder, name), { force: true })));
  }
}

const idPattern = /^\d{15}-[0-9a-f]{24}$/;

function digestOf({ kind, messageId }: NewMessage): string {
  return createHash('sha256').update(`${kind} ${messageId}`).digest('hex').slice(0, 24);
}

function withoutSuffix(name: string): string {
  return name.slice(0, -messageSuffix.length);
}

function parseMessage(content: string): KeptMessage | undefined {
  try {
    return JSON.parse(content) as KeptMessage;
  } catch {
    return undefined;
  }
}

function nothingWhenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
