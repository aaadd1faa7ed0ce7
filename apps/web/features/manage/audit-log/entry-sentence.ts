import type { useFormatter, useTranslations } from 'next-intl';
import type { AuditEntry } from '#web/api/members.ts';
import type { Messages } from '#web/i18n/locales.ts';
import { isRoleName } from '../role-name.ts';

type Translate = ReturnType<typeof useTranslations<'manage'>>;
type Format = ReturnType<typeof useFormatter>;

type Known = keyof Messages['manage']['auditLog']['sentences'];

const statuses = ['active', 'suspended', 'banned', 'deleted'] as const;

/**
 * What was done, after the name of whoever did it. `tests/architecture/audit-sentences.test.ts`
 * keeps a sentence for every action; one of a newer server is shown as it is called.
 */
export function sentenceOf(entry: AuditEntry, { t, format }: { t: Translate; format: Format }) {
  const { action, subject, details } = entry;
  const key = `auditLog.sentences.${action.replace('.', '_') as Known}` as const;
  const about = subject.name ?? t('auditLog.somebody');
  if (!t.has(key)) return t('auditLog.other', { action, subject: subject.name ?? subject.kind });
  const word = (name: string) => wordsOf(details[name], { t, format });
  return t(key, {
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
