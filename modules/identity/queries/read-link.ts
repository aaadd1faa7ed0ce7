import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isLinkTemplate, type LinkTemplate } from '../domain/message-template.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';

export interface LinkOfMail {
  readonly purpose: LinkTemplate;
  readonly email: string;
  readonly isOwn: boolean;
}

/** What a link is for, so that its page can say at once when it is over. */
@Injectable()
export class ReadLink {
  readonly #db: Db;
  readonly #messages: OneTimeMessages;

  constructor(db: Db, messages: OneTimeMessages) {
    this.#db = db;
    this.#messages = messages;
  }

  /** @throws AppError `link_expired` */
  async run(ctx: Ctx, { token }: { token: string }): Promise<LinkOfMail> {
    const system = systemCtx('somebody opens a link of a mail', ctx);
    const { actor } = ctx;
    const message = await this.#db.inSystemTx(system, (tx) => this.#messages.readLink(tx, token));
    const { template, email, personId } = message;
    if (!isLinkTemplate(template) || email === null) throw new AppError('link_expired');
    const isOwn = actor.kind === 'user' && actor.userId === personId;
    return { purpose: template, email, isOwn };
  }
}
