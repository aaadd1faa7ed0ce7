import { EmptyState } from '@edumaster/ui/empty-state';
import { Clapperboard } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { courseOfRoom, progressOfRoom } from '#web/features/player/room-data.ts';
import { PageBody } from '#web/features/shell/page-body.tsx';

/** Leads to the lecture where the person stopped, or to the first. */
export default async function RoomPage({ params }: PageProps<'/learn/[courseId]'>) {
  const { courseId } = await params;
  const [t, course, progress] = await Promise.all([
    getTranslations('player'),
    courseOfRoom(courseId),
    progressOfRoom(courseId),
  ]);
  const lectures = course.sections.flatMap((section) => section.lectures);
  const last = lectures.find(({ id }) => id === progress?.lastLectureId);
  const target = last ?? lectures[0];
  if (target) redirect(`/learn/${course.id}/${target.id}`);
  return (
    <PageBody>
      <EmptyState
        headingLevel="h1"
        icon={<Clapperboard aria-hidden="true" />}
        title={t('emptyTitle')}
        description={t('emptyText')}
      />
    </PageBody>
  );
}
