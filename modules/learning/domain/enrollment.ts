import type { Id } from '@edumaster/kernel';

export type EnrollmentScope = 'lifetime' | 'subscription';
export type EnrollmentStatus = 'active' | 'expired' | 'revoked';

export interface Enrollment {
  readonly id: Id<'enrollment'>;
  readonly courseId: Id<'course'>;
  readonly userId: Id<'user'>;
  readonly scope: EnrollmentScope;
  readonly isRevoked: boolean;
  readonly purchasedAt: Date;
  readonly expiresAt: Date | null;
  readonly lastAccessedAt: Date | null;
}

export function statusOf(
  enrollment: Pick<Enrollment, 'isRevoked' | 'expiresAt'>,
  now: Date,
): EnrollmentStatus {
  if (enrollment.isRevoked) return 'revoked';
  const isOver = enrollment.expiresAt !== null && enrollment.expiresAt <= now;
  return isOver ? 'expired' : 'active';
}
