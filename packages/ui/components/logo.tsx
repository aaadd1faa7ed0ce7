import { cn } from '../class-names.ts';

/** An open book whose pages rise like steps, with a spark above them. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true" className={cn('size-9 shrink-0', className)}>
      <rect width="40" height="40" rx="11" className="fill-brand" />
      <path
        d="M20 30.5c-2.6-2-6-3-10.2-3V15.4c4.2 0 7.6 1 10.2 3 2.6-2 6-3 10.2-3v12.1c-4.2 0-7.6 1-10.2 3Z"
        className="fill-on-brand"
      />
      <path d="M20 18.4v12.1" className="stroke-brand" strokeWidth="1.6" strokeLinecap="round" />
      <circle cx="20" cy="10.6" r="3.1" className="fill-accent" />
    </svg>
  );
}

/** The mark with the name beside it; an academy shows its own name. */
export function Logo({ name, className }: { name: string; className?: string }) {
  return (
    <span className={cn('flex items-center gap-2 sm:gap-2.5', className)}>
      <LogoMark />
      <span className="truncate font-display text-lg font-bold sm:text-xl tracking-tight">
        {name}
      </span>
    </span>
  );
}
