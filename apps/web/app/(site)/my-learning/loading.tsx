import { Skeleton } from '@edumaster/ui/skeleton';
import { CourseGridSkeleton } from '#web/features/courses/course-grid-skeleton.tsx';
import { PageBody } from '#web/features/shell/page-body.tsx';

export default function Loading() {
  return (
    <PageBody>
      <Skeleton className="h-10 w-56" />
      <Skeleton className="mt-3 mb-8 h-5 w-80 max-w-full" />
      <CourseGridSkeleton count={4} />
    </PageBody>
  );
}
