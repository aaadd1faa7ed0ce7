import { expect, test } from 'vitest';
import type { Account } from '../../../api/members.ts';
import { allowedDecisions, mayActAs } from './allowed-decisions.ts';

const account = (
  accountStatus: Account['accountStatus'],
  roles: string[] = ['student'],
): Account => ({
  id: 'other',
  name: 'Sam',
  email: 'sam@example.test',
  emailVerified: true,
  roles,
  accountStatus,
  createdAt: '2026-01-01T00:00:00.000Z',
  memberships: [],
  lastSeenAt: null,
});
const admin = { id: 'admin', roles: ['admin'] };
const moderator = { id: 'moderator', roles: ['moderator'] };

test('a moderator suspends and reinstates, an admin bans as well', () => {
  expect(allowedDecisions(moderator, account('active'))).toEqual(['suspend']);
  expect(allowedDecisions(moderator, account('suspended'))).toEqual(['reinstate']);
  expect(allowedDecisions(moderator, account('banned'))).toEqual([]);
  expect(allowedDecisions(admin, account('active'))).toEqual(['suspend', 'ban']);
  expect(allowedDecisions(admin, account('banned'))).toEqual(['reinstate']);
});

test('staff is for admins, oneself and the deleted for nobody', () => {
  expect(allowedDecisions(moderator, account('active', ['moderator']))).toEqual([]);
  expect(allowedDecisions(admin, account('active', ['moderator']))).toEqual(['suspend', 'ban']);
  expect(allowedDecisions({ ...admin, id: 'other' }, account('active'))).toEqual([]);
  expect(allowedDecisions(admin, account('deleted'))).toEqual([]);
});

test('an admin acts as those who have no more than everybody', () => {
  expect(mayActAs(admin, account('active'))).toBe(true);
  expect(mayActAs(admin, account('active', ['student', 'moderator']))).toBe(false);
  expect(mayActAs(admin, account('suspended'))).toBe(false);
  expect(mayActAs(moderator, account('active'))).toBe(false);
});
