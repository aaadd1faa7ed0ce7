import { Skeleton } from '@edumaster/ui/skeleton';
import { CourseGrid } from './course-grid.tsx';

export function CourseGridSkeleton({ count = 8 }: { count?: number }) {
  return (
    <CourseGrid>
      {Array.from({ length: count }, (_, index) => (
        <li key={index} className="overflow-hidden rounded-card border border-line bg-surface">
          <Skeleton className="aspect-video rounded-none" />
          <div className="space-y-3 p-5">
            <Skeleton className="h-3 w-1/3" />
            <Skeleton className="h-5 w-4/5" />
            <Skeleton className="h-3 w-full" />
            <Skeleton className="h-4 w-1/4" />
          </div>
        </li>
      ))}
    </CourseGrid>
  );
}
