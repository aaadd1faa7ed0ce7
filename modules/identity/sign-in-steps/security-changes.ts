import { AuditLog } from '@edumaster/audit';
import type { SystemTx } from '@edumaster/database';
import type { Actor, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { SecurityChange } from '../domain/message-template.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { findPerson } from '../store/persons.ts';

/** What happens to the ways to sign in, and how the audit log calls it. */
const actions = {
  'passkey-added': 'passkey.added',
  'passkey-removed': 'passkey.removed',
  'passkey-copied': 'passkey.copy_refused',
  'codes-turned-on': 'one_time_codes.turned_on',
  'codes-turned-off': 'one_time_codes.turned_off',
  'recovery-codes-made': 'recovery_codes.made',
  'recovery-code-used': 'recovery_code.used',
  'foreign-sign-in-added': 'foreign_sign_in.added',
  'foreign-sign-in-removed': 'foreign_sign_in.removed',
} as const satisfies Partial<Record<SecurityChange, string>>;

/** Who changes their own ways to sign in. */
export interface Changer {
  readonly personId: Id<'user'>;
  /** Where the person does it: whose log and whose letterhead. */
  readonly tenantId: Id<'tenant'>;
  /** Without it the person themselves, who is about to be signed in. */
  readonly actor?: Actor;
}

export interface ChangeOfWays extends Changer {
  readonly change: keyof typeof actions;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Writes down what changed in the ways a person signs in, and tells the person, in case it was
 * somebody else.
 */
@Injectable()
export class SecurityChanges {
  readonly #audit: AuditLog;
  readonly #messages: OneTimeMessages;

  constructor(audit: AuditLog, messages: OneTimeMessages) {
    this.#audit = audit;
    this.#messages = messages;
  }

  /** In the transaction of the change. */
  async record(tx: SystemTx, { change, personId, tenantId, ...rest }: ChangeOfWays): Promise<void> {
    const actor = rest.actor ?? { kind: 'user', userId: personId, roles: [] };
    const { details = {} } = rest;
    const subject = { kind: 'user', id: personId };
    await this.#audit.recordFor(
      tx,
      { tenantId, actor },
      { action: actions[change], subject, details },
    );
    const person = await findPerson(tx, personId);
    if (!person) throw new Error('a person who is gone changes how they sign in');
    await this.#messages.requestNotice(tx, { tenantId, person, change });
  }
}
