import type { FieldError } from '@edumaster/kernel';

/**
 * Names the texts that cannot be stored as they are: PostgreSQL has no NUL in a text, and UTF-8 no
 * half of a surrogate pair. Only for values that a schema has accepted, which bounds their depth.
 */
export function unstorableTexts(value: unknown, path: readonly string[] = []): FieldError[] {
  if (typeof value === 'string') {
    const message = problemOf(value);
    return message === undefined ? [] : [{ path: path.join('.'), message }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => unstorableTexts(inner, [...path, name]));
}

function problemOf(text: string): string | undefined {
  if (text.includes('\0')) return 'has a NUL character';
  return text.isWellFormed() ? undefined : 'has half of a surrogate pair';
}
