import type { SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { instructorApplicationChanged } from '../events.ts';
import { applicationParts } from '../queries/application-parts.ts';
import type { MembershipKey } from '../store/memberships.ts';

/** Tells those who review, and the provider that checks, that something was added or taken away. */
@Injectable()
export class AnnounceApplication {
  readonly #outbox: Outbox;

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  /** Of an application that does not wait, nothing is told. */
  async inTx(tx: SystemTx, key: MembershipKey): Promise<void> {
    const { instructor, missing } = await applicationParts(tx, key);
    if (instructor?.status !== 'pending') return;
    const data = { userId: key.personId, missing: [...missing] };
    await this.#outbox.emitFor(tx, key.tenantId, eventOf(instructorApplicationChanged, data));
  }
}
