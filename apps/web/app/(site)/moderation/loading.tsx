import { Skeleton } from '@edumaster/ui/skeleton';
import { PageBody } from '#web/features/shell/page-body.tsx';

export default function Loading() {
  return (
    <PageBody className="space-y-4">
      <Skeleton className="mb-10 h-10 w-56" />
      {[0, 1, 2].map((index) => (
        <Skeleton key={index} className="h-24 rounded-card" />
      ))}
    </PageBody>
  );
}
