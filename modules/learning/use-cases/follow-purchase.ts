import { type Ctx, newId } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { statusOf } from '../domain/enrollment.ts';
import { courseAccessGranted, courseAccessRevoked } from '../events.ts';
import { insertEnrollment, lockEnrollment } from '../store/enrollment-store.ts';
import {
  hasPurchase,
  isBought,
  notePurchase,
  openBought,
  type Purchase,
  revoke,
  setWithdrawn,
} from '../store/purchase-store.ts';

/**
 * Access that was bought: there from the payment on, gone with the refund. Purchases and refunds that
 * happen at the same moment may be told in any order, and a course may be bought again after a refund:
 * a person is in as long as one purchase of theirs was not given back.
 */
@Injectable()
export class FollowPurchase {
  readonly #db: Db;
  readonly #outbox: Outbox;

  constructor(db: Db, outbox: Outbox) {
    this.#db = db;
    this.#outbox = outbox;
  }

  purchased(ctx: Ctx, purchase: Purchase, at: Date): Promise<void> {
    return this.#db.inTx(ctx, async (tx) => {
      await notePurchase(tx, purchase);
      await this.#adjust(tx, purchase, at);
    });
  }

  refunded(ctx: Ctx, purchase: Purchase, at: Date): Promise<void> {
    return this.#db.inTx(ctx, async (tx) => {
      await setWithdrawn(tx, purchase, at);
      await this.#adjust(tx, purchase, at);
    });
  }

  /** The money could not be given back after all. */
  restored(ctx: Ctx, purchase: Purchase, at: Date): Promise<void> {
    return this.#db.inTx(ctx, async (tx) => {
      await setWithdrawn(tx, purchase, null);
      await this.#adjust(tx, purchase, at);
    });
  }

  /** Makes the enrollment say what the purchases say. */
  async #adjust(tx: Tx, purchase: Purchase, at: Date): Promise<void> {
    if (await hasPurchase(tx, purchase)) await this.#letIn(tx, purchase, at);
    else await this.#putOut(tx, purchase);
  }

  async #letIn(tx: Tx, { courseId, userId }: Purchase, purchasedAt: Date): Promise<void> {
    const access = { courseId, userId, scope: 'lifetime', purchasedAt, expiresAt: null } as const;
    const isNew = await insertEnrollment(tx, { id: newId(), ...access });
    const enrollment = await lockEnrollment(tx, access);
    if (!enrollment) throw new Error('an enrollment that was just written is not there');
    // What somebody has for nothing is not theirs by the payment, and does not end with it.
    if (!isNew && statusOf(enrollment, tx.ctx.now) === 'active') return;
    await openBought(tx, enrollment.id, purchasedAt);
    const granted = { courseId, userId, scope: access.scope, enrollmentId: enrollment.id };
    await this.#outbox.emit(tx, eventOf(courseAccessGranted, granted));
  }

  async #putOut(tx: Tx, { courseId, userId }: Purchase): Promise<void> {
    const enrollment = await lockEnrollment(tx, { courseId, userId });
    if (!enrollment || enrollment.isRevoked || !(await isBought(tx, enrollment.id))) return;
    await revoke(tx, enrollment.id);
    const revoked = { courseId, userId, enrollmentId: enrollment.id };
    await this.#outbox.emit(tx, eventOf(courseAccessRevoked, revoked));
  }
}
