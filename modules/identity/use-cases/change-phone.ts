import type { SystemTx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { AccountChanges, type ChangeOrigin } from '../messages/account-changes.ts';
import { lockPerson } from '../store/persons.ts';
import { changePhone, provePhone } from '../store/phones-and-pictures.ts';

export interface PhoneChange {
  readonly personId: Id<'user'>;
  /** Null removes it. */
  readonly phoneNumber: string | null;
  readonly origin: ChangeOrigin;
  /** The person has just shown that it is theirs. */
  readonly isProven?: boolean;
}

/** The telephone number of an account, whichever way it changes: written down, and told by mail. */
@Injectable()
export class ChangePhone {
  readonly #changes: AccountChanges;

  constructor(changes: AccountChanges) {
    this.#changes = changes;
  }

  /** In the transaction of what the number is given for. The same number once more is no change. */
  async inTx(tx: SystemTx, change: PhoneChange): Promise<void> {
    const { personId, phoneNumber, origin, isProven = false } = change;
    // Held, so that of two changes at once each is told, and none twice.
    const person = await lockPerson(tx, personId);
    if (!person) throw new Error('somebody who is gone changes their telephone number');
    const by = { origin, person };
    if (person.phoneNumber !== phoneNumber) {
      await changePhone(tx, personId, phoneNumber);
      const told = { action: 'account.phone_changed', notice: 'phone-number-changed' } as const;
      await this.#changes.record(tx, by, told);
    }
    if (!isProven) return;
    await provePhone(tx, personId);
    await this.#changes.record(tx, by, { action: 'account.phone_verified' });
  }
}
