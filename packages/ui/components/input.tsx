'use client';

import type { ComponentProps } from 'react';
import { cn } from '../class-names.ts';
import { useFieldWiring } from './field.tsx';

export const controlStyle =
  'w-full rounded-control border border-line-strong/60 bg-surface px-3.5 text-base text-ink shadow-xs transition-[border-color,box-shadow] placeholder:text-ink-faint hover:border-line-strong focus-visible:border-brand aria-invalid:border-danger disabled:opacity-60';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return (
    <input className={cn(controlStyle, 'min-h-11', className)} {...useFieldWiring()} {...props} />
  );
}
