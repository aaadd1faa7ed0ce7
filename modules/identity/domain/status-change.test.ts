import { describe, expect, it } from 'vitest';
import { checkStatusChange, type StatusChange } from './status-change.ts';

function refusal(
  by: string,
  of: string,
  change: [StatusChange['of']['status'], StatusChange['next']],
) {
  const [status, next] = change;
  const checked = checkStatusChange({
    by: { personId: 'one', roles: [by] },
    of: { personId: 'other', roles: [of], status },
    next,
  });
  return checked.ok ? undefined : checked.refusal;
}

describe('the status of an account', () => {
  it('is changed by moderators between active and suspended, for those who learn and teach', () => {
    for (const role of ['student', 'instructor']) {
      expect(refusal('moderator', role, ['active', 'suspended'])).toBeUndefined();
      expect(refusal('moderator', role, ['suspended', 'active'])).toBeUndefined();
      expect(refusal('moderator', role, ['active', 'banned'])).toBe('account_out_of_reach');
      expect(refusal('moderator', role, ['banned', 'active'])).toBe('account_out_of_reach');
      expect(refusal('moderator', role, ['banned', 'suspended'])).toBe('account_out_of_reach');
    }
  });

  it('of staff is for admins alone', () => {
    for (const role of ['moderator', 'admin']) {
      expect(refusal('moderator', role, ['active', 'suspended'])).toBe('account_out_of_reach');
      expect(refusal('admin', role, ['active', 'banned'])).toBeUndefined();
    }
  });

  it('is for nobody else', () => {
    for (const role of ['student', 'instructor', 'owner', 'staff', 'member']) {
      expect(refusal(role, 'student', ['active', 'suspended'])).toBe('account_out_of_reach');
    }
  });

  it('is never one’s own, and never that of a deleted account', () => {
    const admin = { personId: 'one', roles: ['admin'] };
    const own = checkStatusChange({
      by: admin,
      of: { ...admin, status: 'active' },
      next: 'banned',
    });
    expect(own).toMatchObject({ refusal: 'own_account' });
    expect(refusal('admin', 'student', ['deleted', 'active'])).toBe('account_is_deleted');
  });
});
