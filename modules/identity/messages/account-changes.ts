import { AuditLog } from '@edumaster/audit';
import type { SystemTx } from '@edumaster/database';
import type { Actor, Ctx, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Person } from '../domain/account.ts';
import type { SecurityChange } from '../domain/message-template.ts';
import { OneTimeMessages } from './one-time-messages.ts';

/** Where a change was made, and by whom. */
export interface ChangeOrigin {
  readonly tenantId: Id<'tenant'>;
  readonly actor: Actor;
  readonly locale: string;
}

/** The origin of a change that a person made by a link, without being signed in. */
export function byLinkHolder(ctx: Ctx, personId: Id<'user'>): ChangeOrigin {
  const { tenantId, locale } = ctx;
  return { tenantId, locale, actor: { kind: 'user', userId: personId, roles: [] } };
}

export interface AccountChange {
  /** For the audit log, for example `account.password_changed`. */
  readonly action: string;
  /** What the person is told, at their address; nothing when it is left out. */
  readonly notice?: SecurityChange;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What is written down of every change to an account: who did it, and a mail to its owner. */
@Injectable()
export class AccountChanges {
  readonly #audit: AuditLog;
  readonly #messages: OneTimeMessages;

  constructor(audit: AuditLog, messages: OneTimeMessages) {
    this.#audit = audit;
    this.#messages = messages;
  }

  async record(
    tx: SystemTx,
    { origin, person }: { origin: ChangeOrigin; person: Pick<Person, 'id' | 'email'> },
    { action, notice, details }: AccountChange,
  ): Promise<void> {
    const subject = { kind: 'user', id: person.id };
    const { tenantId, locale } = origin;
    await this.#audit.recordFor(tx, origin, { action, subject, ...(details ? { details } : {}) });
    if (notice) {
      await this.#messages.requestNotice(tx, { tenantId, person, change: notice, locale });
    }
  }
}
