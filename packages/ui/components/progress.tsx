import { cn } from '../class-names.ts';

export interface ProgressProps {
  /** 0 to 100; left out while the end is not known. */
  readonly value?: number | undefined;
  readonly label: string;
  /** `stage` stands on the black of the player, in light and dark. */
  readonly tone?: 'brand' | 'accent' | 'danger' | 'stage';
  readonly className?: string;
}

const tones = {
  brand: 'bg-brand',
  accent: 'bg-accent',
  danger: 'bg-danger',
  stage: 'bg-[#62d0aa]',
};

export function Progress({ value, label, tone = 'brand', className }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(100, Math.max(0, value)));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cn(
        'h-2 w-full overflow-hidden rounded-full',
        tone === 'stage' ? 'bg-white/25' : 'bg-line',
        className,
      )}
    >
      <div
        className={cn(
          'h-full rounded-full transition-[inline-size] duration-500',
          tones[tone],
          percent === undefined && 'w-1/3 animate-pulse',
        )}
        style={percent === undefined ? undefined : { inlineSize: `${percent}%` }}
      />
    </div>
  );
}
