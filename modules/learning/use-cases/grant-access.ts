import { AppError, type Ctx, newId } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { type Enrollment, type EnrollmentScope, statusOf } from '../domain/enrollment.ts';
import { courseAccessGranted } from '../events.ts';
import { insertEnrollment, lockEnrollment, renewEnrollment } from '../store/enrollment-store.ts';

export interface Access {
  readonly courseId: string;
  readonly userId: string;
  readonly scope: EnrollmentScope;
  readonly purchasedAt: Date;
  readonly expiresAt: Date | null;
}

export interface GrantedAccess {
  readonly enrollment: Enrollment;
  readonly isNew: boolean;
}

/** Lets a person into a course: once, however often and by how many at the same time it is asked. */
@Injectable()
export class GrantAccess {
  readonly #db: Db;
  readonly #outbox: Outbox;

  constructor(db: Db, outbox: Outbox) {
    this.#db = db;
    this.#outbox = outbox;
  }

  /**
   * @param requireAllowed called before an access that is not there yet is given; throws to refuse
   * @throws AppError `enrollment_revoked`
   */
  async run(ctx: Ctx, access: Access, requireAllowed?: () => void): Promise<GrantedAccess> {
    return this.#db.inTx(ctx, async (tx) => {
      const current = await lockEnrollment(tx, access);
      if (current?.isRevoked) throw new AppError('enrollment_revoked');
      if (current && statusOf(current, ctx.now) === 'active') {
        return { enrollment: current, isNew: false };
      }
      requireAllowed?.();
      return this.#letIn(tx, access, current);
    });
  }

  async #letIn(tx: Tx, access: Access, expired: Enrollment | undefined): Promise<GrantedAccess> {
    const isNew = expired
      ? await renewEnrollment(tx, expired.id, access)
      : await insertEnrollment(tx, { id: newId(), ...access });
    const enrollment = await lockEnrollment(tx, access);
    if (!enrollment) throw new Error('an enrollment that was just written is not there');
    const { courseId, userId, scope } = access;
    if (isNew) {
      const granted = { courseId, userId, scope, enrollmentId: enrollment.id };
      await this.#outbox.emit(tx, eventOf(courseAccessGranted, granted));
    }
    return { enrollment, isNew };
  }
}
