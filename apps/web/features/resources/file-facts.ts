/** `essay.docx` → `DOCX`. */
export function endingOf(filename: string): string {
  return filename.slice(filename.lastIndexOf('.') + 1).toUpperCase();
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** In the largest unit that leaves a whole number before the point. */
export function sizeIn(bytes: number): { readonly value: number; readonly unit: string } {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return { value: bytes / 1000 ** step, unit: units[step] ?? 'byte' };
}
