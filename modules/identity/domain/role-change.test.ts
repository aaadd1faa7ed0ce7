import { AppError } from '@edumaster/kernel';
import { describe, expect, it } from 'vitest';
import { checkRoleChange, type Member, mayGrant, type RoleChange } from './role-change.ts';
import { rolesIn, rolesOfKind, type TenantKind } from './tenant-roles.ts';

const member = (personId: string, roles: readonly string[], isActive = true): Member => ({
  personId,
  roles,
  isActive,
});

const ada = member('ada', ['admin']);
const olga = member('olga', ['owner']);
const sten = member('sten', ['staff']);
const mia = member('mia', ['member']);

function refusal(change: Omit<RoleChange, 'members'> & { members?: readonly Member[] }) {
  const checked = checkRoleChange({ members: [ada, olga], ...change });
  return checked.ok ? undefined : checked.refusal;
}

describe('who grants what', () => {
  const table: ReadonlyArray<[string, readonly string[]]> = [
    ['admin', ['student', 'instructor', 'moderator', 'admin']],
    ['moderator', []],
    ['instructor', []],
    ['student', []],
    ['owner', ['owner', 'staff', 'member']],
    ['staff', ['member']],
    ['member', []],
    ['nonsense', []],
  ];

  it.each(table)('%s grants %j and nothing else', (role, granted) => {
    const all = [...rolesOfKind.marketplace, ...rolesOfKind.academy];
    expect(all.filter((other) => mayGrant([role], [other]))).toEqual(granted);
  });

  it('nobody grants a role of the other kind of tenant', () => {
    expect(mayGrant(['admin'], ['member'])).toBe(false);
    expect(mayGrant(['owner'], ['student'])).toBe(false);
  });
});

describe('a change of roles', () => {
  it('is refused unless one may give all that comes and take all that goes', () => {
    expect(refusal({ by: olga, of: mia, next: ['member', 'staff'] })).toBeUndefined();
    expect(refusal({ by: sten, of: mia, next: [] })).toBeUndefined();
    expect(refusal({ by: sten, of: mia, next: ['staff'] })).toBe('role_not_yours_to_give');
    expect(refusal({ by: sten, of: olga, next: ['member'] })).toBe('role_not_yours_to_give');
    expect(refusal({ by: mia, of: sten, next: ['member'] })).toBe('role_not_yours_to_give');
  });

  it('raises nobody by themself, not even those who may grant the role', () => {
    expect(refusal({ by: sten, of: sten, next: ['staff', 'owner'] })).toBe('own_roles');
    expect(refusal({ by: ada, of: ada, next: ['admin', 'instructor'] })).toBe('own_roles');
  });

  it('lets everybody give up what is theirs', () => {
    expect(refusal({ by: sten, of: sten, next: [] })).toBeUndefined();
    const other = member('otto', ['owner']);
    expect(refusal({ by: olga, of: olga, next: ['staff'], members: [olga, other] })).toBe(
      'own_roles',
    );
    expect(refusal({ by: olga, of: olga, next: [], members: [olga, other] })).toBeUndefined();
  });

  it('leaves somebody in charge who can act, whoever asks', () => {
    const suspended = member('otto', ['owner'], false);
    for (const by of [olga, 'operator'] as const) {
      expect(refusal({ by, of: olga, next: [], members: [olga, suspended] })).toBe(
        'last_in_charge',
      );
    }
    expect(refusal({ by: 'operator', of: ada, next: ['student'], members: [ada] })).toBe(
      'last_in_charge',
    );
  });
});

describe('roles', () => {
  it.each<[TenantKind, string]>([
    ['marketplace', 'owner'],
    ['academy', 'admin'],
    ['organization', 'instructor'],
  ])('of a %s have no %s', (kind, role) => {
    expect(() => rolesIn(kind, [role])).toThrow(AppError);
  });

  it('come once each, in a fixed order', () => {
    expect(rolesIn('academy', ['member', 'owner', 'member'])).toEqual(['owner', 'member']);
  });
});
