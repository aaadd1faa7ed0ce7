import type { Db } from '@edumaster/database';
import { type Ctx, type Id, newId, systemCtx } from '@edumaster/kernel';
import type { FastifyInstance } from 'fastify';
import type { Identity, MessageId, OneTimeMessage } from '../index.ts';
import type { OneTimeMail } from '../messages/one-time-message.ts';

const mailboxes = new WeakMap<FastifyInstance, TestMailbox>();

/** What was sent to whom, as messaging would ask for it. */
export class TestMailbox {
  readonly #db: Db;
  readonly #identity: Identity;

  constructor(db: Db, identity: Identity) {
    this.#db = db;
    this.#identity = identity;
  }

  /** The messages that somebody has not answered, newest first. */
  async to(email: string): Promise<readonly OneTimeMessage[]> {
    const rows = await this.#db.inSystemTx(systemCtx('a test reads its mail'), (tx) =>
      tx.rows<{ id: MessageId; tenant: Id<'tenant'> }>({
        text: `select id, tenant_id as tenant from identity.one_time_messages
               where email = $1 order by created_at desc, id desc`,
        values: [email.toLowerCase()],
      }),
    );
    const messages = [];
    for (const { id, tenant } of rows) {
      messages.push(await this.#identity.oneTimeMessage(ctxOf(tenant), { messageId: id }));
    }
    return messages.filter((message) => message !== undefined);
  }

  /** The newest mail of a kind. */
  async mail(email: string, template: OneTimeMessage['template']): Promise<OneTimeMail> {
    const found = (await this.to(email)).find((message) => message.template === template);
    if (found?.channel !== 'mail') throw new Error(`no ${template} for ${email}`);
    return found;
  }

  async link(email: string, template: OneTimeMessage['template']): Promise<URL> {
    const { link } = await this.mail(email, template);
    return new URL(link ?? '');
  }

  async token(email: string, template: OneTimeMessage['template']): Promise<string> {
    return (await this.link(email, template)).searchParams.get('token') ?? '';
  }
}

export function keepMailbox(app: FastifyInstance, mailbox: TestMailbox): void {
  mailboxes.set(app, mailbox);
}

/** The mailbox of a world's server. */
export function mailboxOf(app: FastifyInstance): TestMailbox {
  const mailbox = mailboxes.get(app);
  if (!mailbox) throw new Error('this server has no mailbox');
  return mailbox;
}

function ctxOf(tenantId: Id<'tenant'>): Ctx {
  const actor = { kind: 'system', reason: 'a test reads its mail' } as const;
  return { tenantId, actor, correlationId: newId(), locale: 'en', now: new Date() };
}
