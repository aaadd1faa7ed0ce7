'use client';

import type { ComponentProps } from 'react';
import { ChevronDown } from 'lucide-react';
import { cn } from '../class-names.ts';
import { useFieldWiring } from './field.tsx';
import { controlStyle } from './input.tsx';

/**
 * The browser's own select: works before any script has loaded and opens the system's picker on a
 * phone. Public pages and plain lists use it; `Select` is for choices that need more than text.
 */
export function NativeSelect({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select
        className={cn(controlStyle, 'min-h-11 appearance-none pe-10', className)}
        {...useFieldWiring()}
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-ink-faint"
      />
    </span>
  );
}
