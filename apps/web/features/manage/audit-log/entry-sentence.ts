import type { useFormatter, useTranslations } from 'next-intl';
import type { AuditEntry } from '#web/api/members.ts';
import { isRoleName } from '../role-name.ts';

type Translate = ReturnType<typeof useTranslations<'manage'>>;
type Format = ReturnType<typeof useFormatter>;

/** Actions with a sentence; what a module adds later is shown as it is called. */
const sentences = [
  'member_roles_changed',
  'member_removed',
  'invitation_sent',
  'invitation_sent_again',
  'invitation_withdrawn',
  'invitation_accepted',
  'account_status_changed',
  'account_provisioned',
  'impersonation_started',
  'impersonation_ended',
  'course_published',
  'course_rejected',
  'category_created',
  'tenant_tier_changed',
] as const;

const statuses = ['active', 'suspended', 'banned', 'deleted'] as const;

/** What was done, after the name of whoever did it. */
export function sentenceOf(entry: AuditEntry, { t, format }: { t: Translate; format: Format }) {
  const { action, subject, details } = entry;
  const key = sentences.find((name) => name === action.replace('.', '_'));
  const about = subject.name ?? t('auditLog.somebody');
  if (!key) return t('auditLog.other', { action, subject: subject.name ?? subject.kind });
  const word = (name: string) => wordsOf(details[name], { t, format });
  return t(`auditLog.sentences.${key}`, {
    subject: about,
    before: word('before'),
    after: word('after'),
    roles: word('roles'),
    minutes: word('minutes'),
    how: word('how'),
    name: word('name'),
    title: word('title'),
    version: word('version'),
  });
}

/** A list of roles, a status, a number or a text. */
function wordsOf(value: unknown, { t, format }: { t: Translate; format: Format }): string {
  if (Array.isArray(value)) {
    const roles = value.map(String).map((role) => (isRoleName(role) ? t(`roles.${role}`) : role));
    return roles.length === 0 ? t('auditLog.none') : format.list(roles);
  }
  const status = statuses.find((name) => name === value);
  if (status) return t(`statuses.${status}`);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
