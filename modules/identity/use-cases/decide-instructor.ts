import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { nextStatus } from '../domain/instructor-application.ts';
import { instructorRejected, instructorVerified, userRolesChanged } from '../events.ts';
import { decideInstructor } from '../instructor-policy.ts';
import { applicationParts } from '../queries/application-parts.ts';
import { lockInstructor, updateInstructor } from '../store/instructors.ts';
import { addRole, type MembershipKey } from '../store/memberships.ts';

export interface Verdict {
  readonly userId: Id<'user'>;
  readonly decision: 'approve' | 'reject';
  /** Of a rejection, for the person. */
  readonly reason?: string | undefined;
}

/** A moderator lets somebody teach, or says why not. */
@Injectable()
export class DecideInstructor {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;

  constructor(db: Db, outbox: Outbox, audit: AuditLog) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
  }

  /**
   * The same decision again changes nothing, also not the reason; of two at once the first counts.
   * @throws AppError `instructor_not_found`, `application_not_pending`, `own_application`
   */
  async run(ctx: Ctx, verdict: Verdict): Promise<'verified' | 'rejected'> {
    authorize(ctx, decideInstructor, undefined);
    const key = { tenantId: ctx.tenantId, personId: verdict.userId };
    const system = systemCtx('a moderator decides who may teach', ctx);
    return this.#db.inSystemTx(system, async (tx) => {
      const known = await lockInstructor(tx, key);
      if (!known) throw new AppError('instructor_not_found');
      if (ctx.actor.kind === 'user' && ctx.actor.userId === verdict.userId) {
        throw new AppError('own_application');
      }
      const next = nextStatus(known.status, verdict.decision);
      if (!next.ok || next.value === 'pending') throw new AppError('application_not_pending');
      if (next.value !== known.status) await this.#decide(tx, ctx, verdict);
      return next.value;
    });
  }

  async #decide(tx: SystemTx, ctx: Ctx, verdict: Verdict): Promise<void> {
    const { tenantId, actor } = ctx;
    const { userId } = verdict;
    const key = { tenantId, personId: userId };
    const { missing } = await applicationParts(tx, key);
    const decidedBy = actor.kind === 'user' ? actor.userId : null;
    const decided = { decidedAt: tx.ctx.now, decidedBy };
    if (verdict.decision === 'approve') {
      await updateInstructor(tx, key, { status: 'verified', reason: null, ...decided });
      await this.#grantRole(tx, key);
      await this.#outbox.emitFor(tx, tenantId, eventOf(instructorVerified, { userId }));
    } else {
      const { reason } = verdict;
      if (reason === undefined) throw new AppError('validation_failed');
      await updateInstructor(tx, key, { status: 'rejected', reason, ...decided });
      await this.#outbox.emitFor(tx, tenantId, eventOf(instructorRejected, { userId, reason }));
    }
    const entry = {
      action: verdict.decision === 'approve' ? 'instructor.verified' : 'instructor.rejected',
      subject: { kind: 'user', id: userId },
      // The reason is about a person and can be erased; the log cannot.
      details: { missing },
    };
    await this.#audit.recordFor(tx, { tenantId, actor }, entry);
  }

  async #grantRole(tx: SystemTx, key: MembershipKey): Promise<void> {
    const roles = await addRole(tx, key, 'instructor');
    if (!roles) return;
    const changed = eventOf(userRolesChanged, { userId: key.personId, roles: [...roles] });
    await this.#outbox.emitFor(tx, key.tenantId, changed);
  }
}
