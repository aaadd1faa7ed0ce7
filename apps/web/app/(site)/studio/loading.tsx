import { Skeleton } from '@edumaster/ui/skeleton';
import { PageBody } from '#web/features/shell/page-body.tsx';

export default function Loading() {
  return (
    <PageBody>
      <Skeleton className="mb-10 h-10 w-48" />
      <div className="grid gap-4 xl:grid-cols-2">
        {[0, 1, 2, 3].map((index) => (
          <Skeleton key={index} className="h-36 rounded-card" />
        ))}
      </div>
    </PageBody>
  );
}
