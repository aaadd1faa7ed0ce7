'use client';

import { cn } from '@edumaster/ui/class-names';
import type { ComponentProps } from 'react';

export interface PlayerButtonProps extends ComponentProps<'button'> {
  readonly label: string;
}

/** A button that sits in the control bar beside those of media-chrome and looks like them. */
export function PlayerButton({ label, className, ...props }: PlayerButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cn(
        'grid min-h-11 min-w-11 place-items-center text-on-stage hover:bg-white/15 focus-visible:-outline-offset-2 [&_svg]:size-5',
        className,
      )}
      {...props}
    />
  );
}
