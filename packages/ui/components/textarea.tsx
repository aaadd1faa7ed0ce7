'use client';

import type { ComponentProps } from 'react';
import { cn } from '../class-names.ts';
import { useFieldWiring } from './field.tsx';
import { controlStyle } from './input.tsx';

export function Textarea({ className, rows = 5, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      className={cn(
        controlStyle,
        'field-sizing-content min-h-28 py-2.5 leading-relaxed',
        className,
      )}
      {...useFieldWiring()}
      {...props}
    />
  );
}
