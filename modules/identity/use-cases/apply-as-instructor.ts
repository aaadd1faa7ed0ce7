import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { nextStatus } from '../domain/instructor-application.ts';
import { instructorApplied } from '../events.ts';
import { KnownHosts } from '../known-hosts.ts';
import { applicationParts } from '../queries/application-parts.ts';
import {
  type InstructorDetails,
  insertInstructor,
  lockInstructor,
  updateInstructor,
} from '../store/instructors.ts';
import { type MembershipKey, rolesIn } from '../store/memberships.ts';
import { findContact } from '../store/phones-and-pictures.ts';
import { ChangePhone } from './change-phone.ts';

export interface Application extends InstructorDetails {
  readonly personId: Id<'user'>;
  readonly phoneNumber: string;
}

/** Somebody wants to teach on the marketplace. */
@Injectable()
export class ApplyAsInstructor {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #hosts: KnownHosts;
  readonly #changePhone: ChangePhone;
  readonly #audit: AuditLog;

  constructor(
    db: Db,
    outbox: Outbox,
    hosts: KnownHosts,
    changePhone: ChangePhone,
    audit: AuditLog,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#hosts = hosts;
    this.#changePhone = changePhone;
    this.#audit = audit;
  }

  /**
   * While an application waits, applying again changes it.
   * @throws AppError `forbidden` elsewhere than on the marketplace, `email_not_verified`,
   *   `already_instructor`
   */
  async run(ctx: Ctx, { personId, phoneNumber, ...details }: Application): Promise<void> {
    const { tenantId } = ctx;
    if ((await this.#hosts.kindOf(tenantId)) !== 'marketplace') {
      const detail = 'Who teaches here is decided by those who run this academy.';
      throw new AppError('forbidden', { detail });
    }
    const system = systemCtx('a person applies to teach', ctx);
    await this.#db.inSystemTx(system, async (tx) => {
      const contact = await findContact(tx, personId);
      if (!contact?.emailVerifiedAt) throw new AppError('email_not_verified');
      await this.#changePhone.inTx(tx, { personId, phoneNumber, origin: ctx });
      await this.#save(tx, { tenantId, personId }, details);
      const subject = { kind: 'user', id: personId };
      await this.#audit.recordFor(tx, ctx, { action: 'instructor.applied', subject });
    });
  }

  async #save(tx: SystemTx, key: MembershipKey, details: InstructorDetails): Promise<void> {
    const known = await this.#lockOrInsert(tx, key, details);
    const next = nextStatus(known?.status ?? 'none', 'apply');
    // Whoever was made an instructor by those who run the place has no application, and needs none.
    const teaches = !known && (await rolesIn(tx, key)).includes('instructor');
    if (!next.ok || teaches) throw new AppError('already_instructor');
    const isAgain = known?.status === 'rejected';
    const submittedAt = known && !isAgain ? known.submittedAt : tx.ctx.now;
    if (known) {
      const reopened = { status: next.value, reason: null, decidedAt: null, decidedBy: null };
      await updateInstructor(tx, key, { ...details, ...reopened, submittedAt });
    }
    await this.#announce(tx, key, submittedAt);
  }

  /** What was there before; of two first applications at once, the second finds the first. */
  async #lockOrInsert(tx: SystemTx, key: MembershipKey, details: InstructorDetails) {
    const first = { status: 'pending', reason: null, decidedAt: null } as const;
    const row = { ...details, ...first, submittedAt: tx.ctx.now };
    if (await insertInstructor(tx, key, row)) return undefined;
    return lockInstructor(tx, key);
  }

  async #announce(tx: SystemTx, key: MembershipKey, submittedAt: Date): Promise<void> {
    const { contact, instructor, missing } = await applicationParts(tx, key);
    const data = {
      userId: key.personId,
      name: contact.name,
      headline: instructor?.headline ?? '',
      country: instructor?.country ?? '',
      missing: [...missing],
      submittedAt: submittedAt.toISOString(),
    };
    await this.#outbox.emitFor(tx, key.tenantId, eventOf(instructorApplied, data));
  }
}
