import type { useTranslations } from 'next-intl';

const known = [
  'already_member',
  'role_not_yours_to_give',
  'own_roles',
  'last_in_charge',
  'member_not_found',
  'invitation_not_found',
] as const;

/** What the refusal of a change to members means, in words. */
export function memberRefusal(
  t: ReturnType<typeof useTranslations<'manage.members'>>,
  code: string,
): string | undefined {
  const found = known.find((name) => name === code);
  return found && t(`errors.${found}`);
}
