import { Skeleton } from '@edumaster/ui/skeleton';

export default function Loading() {
  return (
    <div className="max-w-2xl">
      <Skeleton className="h-10 w-48" />
      <Skeleton className="mt-3 mb-8 h-5 w-80 max-w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
