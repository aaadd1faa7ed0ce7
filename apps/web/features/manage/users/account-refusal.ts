import type { useTranslations } from 'next-intl';

const known = [
  'own_account',
  'account_out_of_reach',
  'account_is_deleted',
  'account_not_active',
  'already_impersonating',
  'browser_required',
] as const;

/** What the refusal of a decision about an account means, in words. */
export function accountRefusal(
  t: ReturnType<typeof useTranslations<'manage.users'>>,
  code: string,
): string | undefined {
  const found = known.find((name) => name === code);
  return found && t(`errors.${found}`);
}
