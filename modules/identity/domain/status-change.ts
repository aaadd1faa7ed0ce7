import { failure, type Outcome, success } from '@edumaster/kernel';
import type { AccountStatus } from './account.ts';

export type SettableStatus = Exclude<AccountStatus, 'deleted'>;

export const settableStatuses = [
  'active',
  'suspended',
  'banned',
] as const satisfies readonly SettableStatus[];

export interface StatusChange {
  readonly by: { readonly personId: string; readonly roles: readonly string[] };
  readonly of: {
    readonly personId: string;
    readonly roles: readonly string[];
    readonly status: AccountStatus;
  };
  readonly next: SettableStatus;
}

export type StatusRefusal = 'own_account' | 'account_out_of_reach' | 'account_is_deleted';

/** Whose accounts only an admin touches. */
const staffRoles = ['moderator', 'admin'];

/**
 * Who may close which account: a moderator suspends and reinstates those who learn and teach; staff,
 * and a ban, are an admin's business; nobody decides about themself, and a deleted account is gone.
 */
export function checkStatusChange({
  by,
  of,
  next,
}: StatusChange): Outcome<undefined, StatusRefusal> {
  if (by.personId === of.personId) return failure('own_account');
  if (!isInReach({ by, of, next })) return failure('account_out_of_reach');
  return of.status === 'deleted' ? failure('account_is_deleted') : success(undefined);
}

function isInReach({ by, of, next }: StatusChange): boolean {
  if (by.roles.includes('admin')) return true;
  const isAboutBan = next === 'banned' || of.status === 'banned';
  return by.roles.includes('moderator') && !isAboutBan && !isStaff(of.roles);
}

export function isStaff(roles: readonly string[]): boolean {
  return roles.some((role) => staffRoles.includes(role));
}
