import type { SystemTx } from '@edumaster/database';
import type { Actor, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { SecurityChange } from '../domain/message-template.ts';
import { AccountChanges } from '../messages/account-changes.ts';
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
  /** BCP 47. */
  readonly locale?: string;
}

export interface ChangeOfWays extends Changer {
  readonly change: keyof typeof actions;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What changes in the ways a person signs in: written down, and told to the person. */
@Injectable()
export class SecurityChanges {
  readonly #changes: AccountChanges;

  constructor(changes: AccountChanges) {
    this.#changes = changes;
  }

  /** In the transaction of the change. */
  async record(tx: SystemTx, { change, personId, tenantId, ...rest }: ChangeOfWays): Promise<void> {
    const { details = {}, locale = 'en' } = rest;
    const person = await findPerson(tx, personId);
    if (!person) throw new Error('a person who is gone changes how they sign in');
    const actor = rest.actor ?? { kind: 'user', userId: personId, roles: [] };
    await this.#changes.record(
      tx,
      { origin: { tenantId, actor, locale }, person },
      { action: actions[change], notice: change, details },
    );
  }
}
