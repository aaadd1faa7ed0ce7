import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import {
  AppError,
  failure,
  type Id,
  newId,
  type Outcome,
  success,
  type SystemCtx,
} from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { normalizedEmail, type Person } from '../domain/account.ts';
import {
  codeAttempts,
  type LinkTemplate,
  messageRules,
  type MessageTemplate,
  type SecurityChange,
} from '../domain/message-template.ts';
import { userMessageRequested } from '../events.ts';
import {
  type CodeReceiver,
  countAttempt,
  findOpenMessage,
  insertMessage,
  lockLastCode,
  type StoredMessage,
  useMessage,
} from '../store/one-time-messages.ts';
import type { MessageId } from './one-time-message.ts';
import { OneTimeSecrets } from './one-time-secrets.ts';

export interface MessageRequest {
  readonly tenantId: Id<'tenant'>;
  readonly template: MessageTemplate;
  readonly to: { readonly email: string } | { readonly phoneNumber: string };
  /** Whose account it is about; left out where the address alone was given. */
  readonly personId?: Id<'user'>;
  /** Where the person is, as in the Host header: they are brought back there. */
  readonly host?: string;
  /** The sign-in that waits; a sign-up has one. */
  readonly interaction?: string;
  readonly locale?: string;
  /** For the text; never a secret. */
  readonly facts?: Readonly<Record<string, string>>;
  /** By default the template's, see `messageRules`. */
  readonly validSeconds?: number;
}

export interface SecurityNotice {
  readonly tenantId: Id<'tenant'>;
  readonly person: Pick<Person, 'id' | 'email'>;
  readonly change: SecurityChange;
  readonly locale?: string;
}

/**
 * Messages that are sent once and answered once. `request` writes a row and an event in the
 * business transaction; the messaging module hears the event, asks `Identity.oneTimeMessage` and
 * sends. What comes back is redeemed here.
 *
 * A request for an unknown address must do the same work as one for a known address: ask for the
 * message either way. Whether there is an account is decided when the message is sent, see
 * `ReadOneTimeMessage`.
 */
@Injectable()
export class OneTimeMessages {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #secrets: OneTimeSecrets;

  constructor(db: Db, outbox: Outbox, installation: Installation) {
    this.#db = db;
    this.#outbox = outbox;
    this.#secrets = new OneTimeSecrets(installation.rootSecret);
  }

  /** Asks for a message, which is sent soon after the transaction. */
  async request(tx: SystemTx, request: MessageRequest): Promise<MessageId> {
    const { tenantId, template, to, validSeconds = messageRules[template].validSeconds } = request;
    const id = newId<'message'>(tx.ctx.now.getTime());
    await insertMessage(tx, {
      id,
      tenantId,
      template,
      personId: request.personId ?? null,
      email: 'email' in to ? normalizedEmail(to.email) : null,
      phoneNumber: 'phoneNumber' in to ? to.phoneNumber : null,
      host: request.host ?? null,
      interaction: request.interaction ?? null,
      locale: request.locale ?? 'en',
      facts: request.facts ?? {},
      expiresAt: new Date(tx.ctx.now.getTime() + validSeconds * 1_000),
    });
    await this.#outbox.emitFor(tx, tenantId, eventOf(userMessageRequested, { messageId: id }));
    return id;
  }

  /** Tells a person what was changed of their account, so that they find out who it was. */
  async requestNotice(tx: SystemTx, notice: SecurityNotice): Promise<void> {
    const { tenantId, person, change, locale } = notice;
    await this.request(tx, {
      tenantId,
      template: 'security-notice',
      to: { email: person.email },
      personId: person.id,
      facts: { change },
      ...(locale === undefined ? {} : { locale }),
    });
  }

  /** The message that a link belongs to, also when it counts no more; undefined for one made up. */
  messageOf(token: string): MessageId | undefined {
    return this.#secrets.messageOf(token);
  }

  /** What a link stands for, without using it up. @throws AppError `link_expired` */
  async readLink(tx: SystemTx, token: string): Promise<StoredMessage> {
    const messageId = this.#secrets.messageOf(token);
    const message = messageId && (await findOpenMessage(tx, messageId));
    if (!message) throw new AppError('link_expired');
    return message;
  }

  /**
   * Uses a link up, in the transaction of what it allows: when that rolls back, the link counts
   * again. Of parallel uses exactly one comes through.
   * @throws AppError `link_expired` for one that is made up, of another template, used or too old
   */
  async redeemLink(tx: SystemTx, token: string, template: LinkTemplate): Promise<StoredMessage> {
    const id = this.#secrets.messageOf(token);
    const message = id && (await useMessage(tx, { id, template }));
    if (!message) throw new AppError('link_expired');
    return message;
  }

  /**
   * Uses up the last code that was sent to this number for this person, and does in the same
   * transaction what it allows. It opens the transaction itself, since a wrong guess must be counted
   * although it is refused. The fifth wrong guess ends the code.
   * @throws AppError `code_wrong`, `code_expired`
   */
  async redeemCode<T>(
    ctx: SystemCtx,
    { code, ...receiver }: CodeReceiver & { readonly code: string },
    work: (tx: SystemTx, message: StoredMessage) => Promise<T>,
  ): Promise<T> {
    const result = await this.#db.inSystemTx(ctx, async (tx) => {
      const tried = await this.#tryCode(tx, receiver, code);
      return tried.ok ? success(await work(tx, tried.value)) : tried;
    });
    if (!result.ok) throw new AppError(result.refusal);
    return result.value;
  }

  async #tryCode(
    tx: SystemTx,
    receiver: CodeReceiver,
    code: string,
  ): Promise<Outcome<StoredMessage, 'code_wrong' | 'code_expired'>> {
    const last = await lockLastCode(tx, receiver);
    if (!last || last.attempts >= codeAttempts) return failure('code_expired');
    await countAttempt(tx, last);
    if (!this.#secrets.isCodeOf(last.id, code)) return failure('code_wrong');
    const message = await useMessage(tx, { id: last.id, template: receiver.template });
    return message ? success(message) : failure('code_expired');
  }
}
