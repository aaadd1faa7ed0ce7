import { AuditLog } from '@edumaster/audit';
import { Db, type Tx, violatesUnique } from '@edumaster/database';
import { AppError, type Ctx, type Id, newId, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isStaff } from '../domain/status-change.ts';
import { insertImpersonation } from '../store/impersonations.ts';
import { lockMembers, memberCards } from '../store/members.ts';
import { provenAt } from '../store/sign-ins.ts';
import { actingUser } from './acting-user.ts';
import { EndImpersonations } from './end-impersonations.ts';

/** How long ago an admin may have signed in who acts as somebody else. */
const recentMilliseconds = 15 * 60_000;

export interface ImpersonationRequest {
  readonly personId: Id<'user'>;
  readonly reason: string;
  readonly minutes: number;
}

/**
 * An admin acts as somebody else in one browser session, to see what they see. Not as those who have
 * more than everybody has: nobody gains a right by it.
 */
@Injectable()
export class StartImpersonation {
  readonly #db: Db;
  readonly #audit: AuditLog;
  readonly #endImpersonations: EndImpersonations;

  constructor(db: Db, audit: AuditLog, endImpersonations: EndImpersonations) {
    this.#db = db;
    this.#audit = audit;
    this.#endImpersonations = endImpersonations;
  }

  /**
   * @throws AppError `browser_required`, `sign_in_again`, `own_account`,
   *   `person_not_found`, `account_out_of_reach`, `account_not_active`, `already_impersonating`
   */
  async run(
    ctx: Ctx,
    request: ImpersonationRequest,
  ): Promise<{ id: Id<'impersonation'>; personName: string; expiresAt: Date }> {
    const sessionId = await this.#recentSessionOf(ctx);
    if (request.personId === actingUser(ctx)) throw new AppError('own_account');
    try {
      return await this.#db.inPlatformTx(ctx, (tx) => this.#start(tx, sessionId, request));
    } catch (error) {
      if (!violatesUnique(error, 'impersonations_one_open')) throw error;
      throw new AppError('already_impersonating', { cause: error });
    }
  }

  /**
   * When the credentials were given, not when the session began: whoever is signed in at the issuer
   * gets a new session without being asked.
   */
  async #recentSessionOf(ctx: Ctx): Promise<string> {
    const { signIn, now } = ctx;
    if (signIn?.kind !== 'browser') throw new AppError('browser_required');
    const at = await this.#db.inSystemTx(
      systemCtx('an admin who acts as somebody signed in a moment ago', ctx),
      (tx) => provenAt(tx, signIn.id),
    );
    const isRecent = at !== undefined && now.getTime() - at.getTime() <= recentMilliseconds;
    if (!isRecent) throw new AppError('sign_in_again');
    return signIn.id;
  }

  async #start(tx: Tx, sessionId: string, { personId, reason, minutes }: ImpersonationRequest) {
    const adminId = actingUser(tx.ctx);
    const members = await lockMembers(tx, [adminId, personId]);
    const rolesOf = (who: Id<'user'>) => members.find((m) => m.personId === who)?.roles ?? [];
    if (!rolesOf(adminId).includes('admin')) throw new AppError('forbidden');
    const [person] = await memberCards(tx, { ids: [personId], withAddress: false });
    if (!person) throw new AppError('person_not_found');
    if (isStaff(rolesOf(personId))) throw new AppError('account_out_of_reach');
    if (person.status !== 'active') throw new AppError('account_not_active');
    // One whose time is up stays until the sweep, and would be in the way of this one.
    await this.#endImpersonations.ofSession(tx, sessionId, 'time is up');
    const { now } = tx.ctx;
    const id = newId<'impersonation'>(now.getTime());
    const expiresAt = new Date(now.getTime() + minutes * 60_000);
    const row = { id, sessionId, adminId, personId, reason, startedAt: now, expiresAt };
    await insertImpersonation(tx, row);
    await this.#audit.record(tx, {
      action: 'impersonation.started',
      subject: { kind: 'user', id: personId },
      details: { impersonationId: id, reason, minutes },
    });
    return { id, personName: person.name, expiresAt };
  }
}
