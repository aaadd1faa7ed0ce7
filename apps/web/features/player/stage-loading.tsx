'use client';

import { Spinner } from '@edumaster/ui/spinner';

export function StageLoading({ label }: { label: string }) {
  return (
    <div
      role="status"
      className="grid aspect-video max-h-[80dvh] min-h-64 w-full place-items-center bg-stage text-on-stage"
    >
      <span className="flex items-center gap-3">
        <Spinner className="size-6" />
        {label}
      </span>
    </div>
  );
}
