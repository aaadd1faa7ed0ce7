import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePayment, printPayment } from './payment-text.ts';
import { nextWorkAt, type SandboxPayment } from './sandbox-payment.ts';

/** Undefined keeps things as they are. */
type Change = (current: SandboxPayment | undefined) => SandboxPayment | undefined;

const versionDigits = 8;

/**
 * A folder a payment, and in it a file a version, which is never changed: whoever links the next
 * number first has decided (a compare-and-swap that a crash cannot leave half done, and that holds
 * between processes). `due` names the payments with which something is still to be done.
 */
export class PaymentFiles {
  readonly #folder: string;
  /** Changes of one payment in this process wait for each other, so that they need not compete. */
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async find(reference: string): Promise<SandboxPayment | undefined> {
    return (await this.#newest(reference)).payment;
  }

  /** @returns the payment after the change; undefined when there is none */
  async change(reference: string, change: Change): Promise<SandboxPayment | undefined> {
    const before = this.#queues.get(reference) ?? Promise.resolve();
    const turn = before.then(() => this.#change(reference, change));
    const settled = turn.catch(() => {});
    this.#queues.set(reference, settled);
    try {
      return await turn;
    } finally {
      if (this.#queues.get(reference) === settled) this.#queues.delete(reference);
    }
  }

  /** Payments with which something is to be done, now or later. */
  async due(): Promise<readonly string[]> {
    return (await namesIn(join(this.#folder, 'due'))).filter(isReference);
  }

  async #change(reference: string, change: Change): Promise<SandboxPayment | undefined> {
    for (;;) {
      const { payment, version } = await this.#newest(reference);
      const next = change(payment);
      if (next === undefined || next === payment) return payment;
      const isDue = nextWorkAt(next) !== undefined;
      // Before the version, so that a crash in between costs a look and not a webhook.
      if (isDue) await this.#mark(reference);
      if (!(await this.#write(reference, version + 1, next))) continue;
      if (!isDue) await this.#unmark(reference);
      return next;
    }
  }

  async #newest(reference: string): Promise<{ payment?: SandboxPayment; version: number }> {
    const folder = this.#folderOf(reference);
    const versions = (await namesIn(folder)).filter((name) => /^\d+\.json$/.test(name)).sort();
    const name = versions.at(-1);
    if (name === undefined) return { version: 0 };
    const payment = parsePayment(await readFile(join(folder, name), 'utf8'));
    return { payment, version: Number.parseInt(name, 10) };
  }

  /** @returns false when somebody else has made this version */
  async #write(reference: string, version: number, payment: SandboxPayment): Promise<boolean> {
    const folder = this.#folderOf(reference);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = join(folder, `.${randomUUID()}`);
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(printPayment(payment));
        await file.sync();
      } finally {
        await file.close();
      }
      const name = `${String(version).padStart(versionDigits, '0')}.json`;
      await link(temporary, join(folder, name));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async #mark(reference: string): Promise<void> {
    const folder = join(this.#folder, 'due');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await (await open(join(folder, reference), 'a', 0o600)).close();
  }

  /** Again after a look: somebody may have changed the payment in the meantime. */
  async #unmark(reference: string): Promise<void> {
    await rm(join(this.#folder, 'due', reference), { force: true });
    const { payment } = await this.#newest(reference);
    if (payment && nextWorkAt(payment) !== undefined) await this.#mark(reference);
  }

  #folderOf(reference: string): string {
    return join(this.#folder, 'payments', reference.slice(-2), reference);
  }
}

/** References are made here: nothing else reaches a path. */
export function isReference(text: string): boolean {
  return /^sandbox_[0-9a-f]{40}$/.test(text);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return [];
  });
}
