import type { ReactNode } from 'react';
import { Star } from 'lucide-react';
import { cn } from '../class-names.ts';

export interface CourseCardProps {
  readonly cover: ReactNode;
  /** The link to the course; it is stretched over the whole card. */
  readonly link: ReactNode;
  readonly subtitle?: string | undefined;
  readonly instructor?: string | undefined;
  readonly badge?: ReactNode;
  readonly facts?: ReactNode;
  readonly price?: ReactNode;
  readonly rating?: { readonly average: number; readonly label: string } | undefined;
  readonly footer?: ReactNode;
  readonly headingLevel?: 'h2' | 'h3';
  readonly className?: string;
}

export function CourseCard(props: CourseCardProps) {
  const Heading = props.headingLevel ?? 'h3';
  return (
    <article
      className={cn(
        'group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card transition-[box-shadow,translate,border-color] duration-200 focus-within:border-brand/50 hover:-translate-y-0.5 hover:border-line-strong/40 hover:shadow-lift',
        props.className,
      )}
    >
      <div className="relative overflow-hidden">
        <div className="transition-transform duration-500 group-hover:scale-[1.03]">
          {props.cover}
        </div>
        {props.badge && <div className="absolute start-3 top-3">{props.badge}</div>}
      </div>
      <div className="flex grow flex-col p-4 sm:p-5">
        {props.facts && (
          <div className="mb-2 text-xs font-medium text-ink-faint">{props.facts}</div>
        )}
        <Heading className="line-clamp-2 font-display text-lg leading-snug font-semibold [&_a]:outline-none [&_a:focus-visible]:after:rounded-card [&_a:focus-visible]:after:outline-3 [&_a:focus-visible]:after:-outline-offset-3 [&_a:focus-visible]:after:outline-focus">
          {props.link}
        </Heading>
        {props.subtitle && (
          <p className="mt-1 line-clamp-2 text-sm leading-relaxed text-ink-soft">
            {props.subtitle}
          </p>
        )}
        {props.instructor && <p className="mt-2.5 text-sm text-ink-soft">{props.instructor}</p>}
        {(props.price || props.rating) && (
          <div className="mt-auto flex items-end justify-between gap-3 pt-4">
            <span className="font-semibold">{props.price}</span>
            {props.rating && <Rating {...props.rating} />}
          </div>
        )}
        {props.footer && <div className="mt-auto pt-4">{props.footer}</div>}
      </div>
    </article>
  );
}

function Rating({ average, label }: { average: number; label: string }) {
  return (
    <span className="flex items-center gap-1 text-sm text-ink-soft">
      <Star aria-hidden="true" className="size-4 fill-accent text-accent" />
      <span aria-hidden="true">{average.toFixed(1)}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
