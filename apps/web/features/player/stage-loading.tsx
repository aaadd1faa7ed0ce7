'use client';

import { cn } from '@edumaster/ui/class-names';
import { Spinner } from '@edumaster/ui/spinner';

export interface StageLoadingProps {
  readonly label: string;
  /** Over the picture, in place of below the header. */
  readonly isOverlay?: boolean;
}

export function StageLoading({ label, isOverlay = false }: StageLoadingProps) {
  return (
    <div
      role="status"
      className={cn(
        'grid w-full place-items-center bg-stage text-on-stage',
        isOverlay ? 'absolute inset-0 z-10' : 'aspect-video max-h-[80dvh] min-h-64',
      )}
    >
      <span className="flex items-center gap-3">
        <Spinner className="size-6" />
        {label}
      </span>
    </div>
  );
}
