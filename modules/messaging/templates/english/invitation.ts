import type { MailFacts, MailText } from '../mail-text.ts';
import { countsFor, hello, linkOf } from './phrases.ts';

export function invitation({ site, timeLeft, facts, ...mail }: MailFacts): MailText {
  const tenant = facts['tenant'] ?? site;
  const inviter = facts['inviter'] ?? 'Somebody';
  const roles = rolesOf(facts['roles']);
  return {
    subject: `${inviter} invites you to ${tenant}`,
    heading: `Join ${tenant}`,
    paragraphs: [
      hello(mail.name),
      roles === ''
        ? `${inviter} invites you to ${tenant}.`
        : `${inviter} invites you to ${tenant}, where you would be ${roles}.`,
      'Accept, and sign in or make an account with this address.',
    ],
    action: { label: 'Accept the invitation', link: linkOf(mail) },
    notes: [countsFor(timeLeft), 'If you do not know who this is, you need not do anything.'],
  };
}

const roleNames: Readonly<Record<string, string>> = {
  owner: 'an owner',
  staff: 'a member of the staff',
  member: 'a member',
  instructor: 'an instructor',
  moderator: 'a moderator',
  admin: 'an administrator',
  student: 'a student',
};

/** `owner,staff` → `an owner and a member of the staff`; roles that have no words are left out. */
function rolesOf(roles = ''): string {
  const names = roles
    .split(/[\s,]+/)
    .filter((role) => Object.hasOwn(roleNames, role))
    .map((role) => roleNames[role] ?? '');
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}
