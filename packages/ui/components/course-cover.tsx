'use client';

import { coverArt } from '../cover-art.ts';
import { cn } from '../class-names.ts';

export interface CourseCoverProps {
  readonly title: string;
  readonly category: string;
  readonly imageUrl?: string | undefined;
  readonly className?: string;
  /** Above the fold: the browser fetches it at once. */
  readonly eager?: boolean;
}

/**
 * The course's picture, or a drawing that always belongs to the same title. A client component, so
 * that the page carries the drawing once and not a second time as data for React.
 */
export function CourseCover({ title, category, imageUrl, className, eager }: CourseCoverProps) {
  const frame = cn('block aspect-video w-full object-cover', className);
  if (imageUrl) {
    return (
      <img
        src={imageUrl}
        alt=""
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
        className={frame}
      />
    );
  }
  const art = coverArt(title, category);
  return (
    <svg
      viewBox="0 0 320 180"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className={frame}
    >
      <rect width="320" height="180" fill={art.ground} />
      {art.shapes.map((shape, index) => (
        <path
          key={index}
          d={shape.path}
          fill={shape.filled ? shape.colour : 'none'}
          stroke={shape.filled ? 'none' : shape.colour}
          strokeWidth={shape.filled ? 0 : shape.width}
          strokeLinecap="round"
          opacity={shape.opacity}
        />
      ))}
    </svg>
  );
}
