import type { Id } from '@edumaster/kernel';

export const accountStatuses = ['active', 'suspended', 'banned', 'deleted'] as const;

export type AccountStatus = (typeof accountStatuses)[number];

export interface Person {
  readonly id: Id<'user'>;
  readonly email: string;
  readonly name: string;
  readonly phoneNumber: string | null;
  readonly avatarUrl: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly status: AccountStatus;
}

/** Addresses are compared without regard to case, as every large mail provider does. */
export function normalizedEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Whether the person may sign in and act. */
export function isActive(person: Pick<Person, 'status'>): boolean {
  return person.status === 'active';
}
