import { AuditLog } from '@edumaster/audit';
import type { SystemTx, Tx } from '@edumaster/database';
import type { Actor, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { endOfPerson, endOfSession, endOver, type Impersonation } from '../store/impersonations.ts';

/** Why support stopped acting as somebody. */
export type ImpersonationEnd = 'ended' | 'signed out' | 'time is up' | 'account changed';

/** Ends what support does in somebody's name, in the transaction of what ends it. */
@Injectable()
export class EndImpersonations {
  readonly #audit: AuditLog;

  constructor(audit: AuditLog) {
    this.#audit = audit;
  }

  /** @returns whether there was one */
  async ofSession(tx: Tx | SystemTx, sessionId: string, how: ImpersonationEnd): Promise<boolean> {
    const ended = await endOfSession(tx, sessionId);
    await this.#record(tx, ended, how);
    return ended.length > 0;
  }

  /** By this person or in their name: what either may do has changed. */
  async ofPerson(tx: Tx | SystemTx, personId: Id<'user'>): Promise<void> {
    await this.#record(tx, await endOfPerson(tx, personId), 'account changed');
  }

  /** Those whose time is up, or whose session is gone. */
  async whatIsOver(tx: SystemTx): Promise<number> {
    const ended = await endOver(tx);
    await this.#record(tx, ended, 'time is up');
    return ended.length;
  }

  async #record(
    tx: Tx | SystemTx,
    ended: readonly Impersonation[],
    how: ImpersonationEnd,
  ): Promise<void> {
    for (const { id, tenantId, adminId, personId } of ended) {
      const actor: Actor = { kind: 'user', userId: adminId, roles: [] };
      const entry = {
        action: 'impersonation.ended',
        subject: { kind: 'user', id: personId },
        details: { impersonationId: id, how },
      };
      if (isSystem(tx)) await this.#audit.recordFor(tx, { tenantId, actor }, entry);
      else await this.#audit.record(tx, entry);
    }
  }
}

function isSystem(tx: Tx | SystemTx): tx is SystemTx {
  return 'system' in tx.ctx;
}
