import type { useFormatter, useTranslations } from 'next-intl';
import type { SecurityEntry } from '#web/api/identity.ts';
import type { Messages } from '#web/i18n/locales.ts';

type Translate = ReturnType<typeof useTranslations<'securityLog'>>;
type Format = ReturnType<typeof useFormatter>;
type Known<Part extends 'sentences' | 'roles' | 'statuses'> = keyof Messages['securityLog'][Part];

/**
 * What happened to an account. `tests/architecture/audit-sentences.test.ts` keeps a sentence for every
 * action that is written about persons; one of a newer server is shown as it is called.
 */
export function activitySentence(
  { action, details }: Pick<SecurityEntry, 'action' | 'details'>,
  { t, format }: { readonly t: Translate; readonly format: Format },
): string {
  const key = `sentences.${action.replace('.', '_') as Known<'sentences'>}` as const;
  if (!t.has(key)) return t('other', { action });
  const word = (name: string) => wordsOf(details[name], { t, format });
  return t(key, { before: word('before'), after: word('after'), minutes: word('minutes') });
}

/** A list of roles, a status or a number. */
function wordsOf(value: unknown, { t, format }: { t: Translate; format: Format }): string {
  if (Array.isArray(value)) {
    const roles = value.map((role) => {
      const key = `roles.${String(role) as Known<'roles'>}` as const;
      return t.has(key) ? t(key) : String(role);
    });
    return roles.length === 0 ? t('none') : format.list(roles);
  }
  const status = `statuses.${String(value) as Known<'statuses'>}` as const;
  if (typeof value === 'string' && t.has(status)) return t(status);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
