'use client';

import { useFormatter } from 'next-intl';
import { endingOf, sizeIn } from './file-facts.ts';

/** `PDF · 1.4 MB`, in the person's language. */
export function useFileFacts() {
  const format = useFormatter();
  return ({ filename, size }: { readonly filename: string; readonly size: number }) => {
    const { value, unit } = sizeIn(size);
    const options = {
      style: 'unit',
      unit,
      // The short form of "byte" knows no plural.
      unitDisplay: unit === 'byte' ? 'long' : 'short',
      maximumFractionDigits: 1,
    } as const;
    return `${endingOf(filename)} · ${format.number(value, options)}`;
  };
}
