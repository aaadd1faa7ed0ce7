import { Skeleton } from '@edumaster/ui/skeleton';

export default function Loading() {
  return (
    <div>
      <Skeleton className="mb-3 h-10 w-56" />
      <Skeleton className="mb-8 h-6 w-full max-w-96" />
      <Skeleton className="mb-6 h-11 w-full max-w-xl" />
      <Skeleton className="h-80 w-full rounded-card" />
    </div>
  );
}
