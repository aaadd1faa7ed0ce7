import type { ComponentProps } from 'react';
import { cn } from '../class-names.ts';

/** The shape of what is coming, in its size, so that nothing jumps. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      aria-hidden="true"
      className={cn(
        'animate-shimmer rounded-md bg-linear-to-r from-sunken via-line to-sunken bg-[length:200%_100%]',
        className,
      )}
      {...props}
    />
  );
}
