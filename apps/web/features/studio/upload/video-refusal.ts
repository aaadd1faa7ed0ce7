import type { UploadRules } from '#web/api/media.ts';

export type VideoRefusal = 'type' | 'size' | 'empty';

/** What the server would refuse, told before anything is made of it. */
export function refusalOf(
  { name, size }: Pick<File, 'name' | 'size'>,
  { extensions, maxBytes }: UploadRules,
): VideoRefusal | undefined {
  const ending = /[^.]\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!extensions.includes(ending)) return 'type';
  if (size === 0) return 'empty';
  return size > maxBytes ? 'size' : undefined;
}
