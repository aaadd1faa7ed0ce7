'use client';

import { coverArt } from '../cover-art.ts';
import { cn } from '../class-names.ts';
import { pictureSources } from '../picture-sources.ts';

export interface CourseCoverProps {
  readonly title: string;
  readonly category: string;
  readonly imageUrl?: string | undefined;
  readonly className?: string;
  /** Above the fold: the browser fetches it at once. */
  readonly eager?: boolean;
  /** How wide it is shown, as `sizes` of an image says it. */
  readonly sizes?: string | undefined;
}

/** A card: alone on a telephone, two on a tablet, four beside each other on a large screen. */
const card = '(min-width: 80rem) 20rem, (min-width: 40rem) 45vw, 92vw';

/**
 * The course's picture, or a drawing that always belongs to the same title. A client component, so
 * that the page carries the drawing once and not a second time as data for React.
 */
export function CourseCover({
  title,
  category,
  imageUrl,
  className,
  eager,
  sizes,
}: CourseCoverProps) {
  const frame = cn('block aspect-video w-full object-cover', className);
  if (imageUrl) {
    return (
      <picture>
        {pictureSources(imageUrl).map(({ type, srcSet }) => (
          <source key={type} type={type} srcSet={srcSet} sizes={sizes ?? card} />
        ))}
        <img
          src={imageUrl}
          alt=""
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          className={frame}
        />
      </picture>
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
