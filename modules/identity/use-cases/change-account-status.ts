import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { checkStatusChange, type SettableStatus } from '../domain/status-change.ts';
import { userStatusChanged } from '../events.ts';
import { lockStanding, writeStatus } from '../store/account-status.ts';
import { endSignIns, signInsCount } from '../store/end-sign-ins.ts';
import { actingUser } from './acting-user.ts';
import { EndImpersonations } from './end-impersonations.ts';

export interface StatusDecision {
  readonly personId: Id<'user'>;
  readonly status: SettableStatus;
  readonly reason: string;
}

/** Staff of the marketplace closes an account or opens it again. */
@Injectable()
export class ChangeAccountStatus {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #endImpersonations: EndImpersonations;

  constructor(db: Db, outbox: Outbox, audit: AuditLog, endImpersonations: EndImpersonations) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#endImpersonations = endImpersonations;
  }

  /**
   * Once more the same status changes nothing.
   * @throws AppError `person_not_found`, `own_account`, `account_out_of_reach`, `account_is_deleted`
   */
  async run(ctx: Ctx, decision: StatusDecision): Promise<void> {
    const system = systemCtx('staff changes the status of an account', ctx);
    const signedOutAt = await this.#db.inSystemTx(system, (tx) => this.#change(tx, ctx, decision));
    if (signedOutAt) await signInsCount(signedOutAt);
  }

  /** @returns when the person was signed out */
  async #change(
    tx: SystemTx,
    ctx: Ctx,
    { personId, status, reason }: StatusDecision,
  ): Promise<Date | undefined> {
    const actorId = actingUser(ctx);
    const persons = [actorId, personId];
    const standing = await lockStanding(tx, { tenantId: ctx.tenantId, persons });
    const of = standing.find((person) => person.personId === personId);
    if (!of) throw new AppError('person_not_found');
    // As they are now: of two admins who ban each other the second is none any more.
    const by = standing.find((person) => person.personId === actorId && person.status === 'active');
    const checked = checkStatusChange({
      by: by ?? { personId: actorId, roles: [] },
      of,
      next: status,
    });
    if (!checked.ok) throw new AppError(checked.refusal);
    if (status === of.status) return undefined;
    await writeStatus(tx, personId, status);
    const signedOutAt = status === 'active' ? undefined : await endSignIns(tx, personId);
    await this.#endImpersonations.ofPerson(tx, personId);
    const { tenantId, actor } = ctx;
    await this.#audit.recordFor(
      tx,
      { tenantId, actor },
      {
        action: 'account.status_changed',
        subject: { kind: 'user', id: personId },
        details: { before: of.status, after: status, reason },
      },
    );
    const changed = eventOf(userStatusChanged, { userId: personId, status });
    await this.#outbox.emitFor(tx, tenantId, changed);
    return signedOutAt;
  }
}
