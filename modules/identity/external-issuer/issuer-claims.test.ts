import { describe, expect, it } from 'vitest';
import { claimedPerson, claimedRoles } from './issuer-claims.ts';

describe('what an issuer says of a person', () => {
  it('is an address in lower case, whether it is verified, and a name', () => {
    const claims = { email: 'Ines@Example.Test', email_verified: true, name: ' Ines ' };
    expect(claimedPerson(claims)).toEqual({
      email: 'ines@example.test',
      isEmailVerified: true,
      name: 'Ines',
    });
  });

  it('counts as verified only when it says so', () => {
    const isVerified = (email_verified: unknown) =>
      claimedPerson({ email: 'ines@example.test', email_verified }).isEmailVerified;
    expect(isVerified('true')).toBe(true);
    for (const other of [undefined, false, 'false', 1, 'yes', {}]) {
      expect(isVerified(other)).toBe(false);
    }
  });

  it.each([
    [{ given_name: 'Ines', family_name: 'Ito' }, 'Ines Ito'],
    [{ preferred_username: 'ines' }, 'ines'],
    [{ email: 'ines@example.test' }, 'ines'],
    [{}, 'Somebody'],
    [{ name: 'ä'.repeat(200) }, 'ä'.repeat(120)],
    [{ name: 7 }, 'Somebody'],
  ])('names somebody in %j', (claims, name) => {
    expect(claimedPerson(claims).name).toBe(name);
  });

  it('is no address when it is none', () => {
    for (const email of ['ines', 7, '', null])
      expect(claimedPerson({ email }).email).toBe(undefined);
  });
});

describe('the rules of roles', () => {
  const rule = (claim: string, value: string, role: 'admin' | 'owner' = 'admin') => ({
    claim,
    value,
    role,
  });
  const roles = (rules: Parameters<typeof claimedRoles>[0], claims: object) =>
    Object.fromEntries(claimedRoles(rules, { ...claims }));

  it('find a value at a path, alone or in a list', () => {
    const rules = [rule('realm_access.roles', 'lms-admin')];
    const granted = { undefined: ['admin'] };
    expect(roles(rules, { realm_access: { roles: ['x', 'lms-admin'] } })).toEqual(granted);
    expect(roles(rules, { realm_access: { roles: 'lms-admin' } })).toEqual(granted);
  });

  it('find a claim whose name has dots', () => {
    const rules = [rule('https://lms.example.com/role', 'boss')];
    expect(roles(rules, { 'https://lms.example.com/role': 'boss' })).toEqual({
      undefined: ['admin'],
    });
  });

  it('grant nothing by what is not there or of another kind, and name the host all the same', () => {
    const rules = [{ ...rule('groups', 'staff', 'owner'), host: 'acme.example.com' }];
    const wrong = [{}, { groups: null }, { groups: 'staff-2' }, { groups: ['Staff'] }];
    for (const claims of [...wrong, { groups: { staff: true } }, { groups: [['staff2']] }]) {
      expect(roles(rules, claims)).toEqual({ 'acme.example.com': [] });
    }
  });

  it('do not reach into what objects have by nature', () => {
    expect(roles([rule('constructor.name', 'Object')], {})).toEqual({ undefined: [] });
    expect(roles([rule('__proto__.x', 'y')], {})).toEqual({ undefined: [] });
  });
});
