import { Badge, type BadgeTone } from '@edumaster/ui/badge';
import { useTranslations } from 'next-intl';
import type { CourseStatus } from '#web/api/courses.ts';

const tones: Record<CourseStatus, BadgeTone> = {
  draft: 'neutral',
  in_review: 'accent',
  published: 'brand',
  archived: 'outline',
};

export function StatusBadge({ status }: { status: CourseStatus }) {
  const t = useTranslations('studio');
  return <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>;
}
