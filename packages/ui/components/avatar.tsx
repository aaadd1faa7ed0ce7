import { cn } from '../class-names.ts';
import { coverHues } from '../cover-art.ts';

export interface AvatarProps {
  readonly name: string;
  readonly imageUrl?: string | undefined;
  readonly className?: string;
}

/** A face, or the initials on a colour that always belongs to the same name. */
export function Avatar({ name, imageUrl, className }: AvatarProps) {
  const shape = cn('size-10 shrink-0 rounded-full object-cover', className);
  if (imageUrl) return <img src={imageUrl} alt="" className={shape} />;
  const { deep } = coverHues(name);
  return (
    <span
      aria-hidden="true"
      // Drawn by the style sheet: as text it would be a part of the label of a button around it.
      data-initials={initials(name)}
      style={{ backgroundColor: deep }}
      className={cn(
        'grid place-items-center text-sm font-bold text-white before:content-[attr(data-initials)]',
        shape,
      )}
    />
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
