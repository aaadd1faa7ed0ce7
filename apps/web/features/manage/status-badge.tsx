import { Badge } from '@edumaster/ui/badge';
import { useTranslations } from 'next-intl';
import type { AccountStatus } from '#web/api/members.ts';

const tones = {
  active: 'neutral',
  suspended: 'accent',
  banned: 'danger',
  deleted: 'outline',
} as const;

/** Of an account that is not as it should be; an active one needs no words. */
export function StatusBadge({ status }: { status: AccountStatus }) {
  const t = useTranslations('manage.statuses');
  return status === 'active' ? null : <Badge tone={tones[status]}>{t(status)}</Badge>;
}
