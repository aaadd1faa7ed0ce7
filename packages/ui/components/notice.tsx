import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../class-names.ts';

const noticeStyle = cva('flex gap-3 rounded-control border px-4 py-3 text-[0.95rem]', {
  variants: {
    tone: {
      brand: 'border-brand/25 bg-brand-soft text-brand-ink',
      accent: 'border-accent/50 bg-accent-soft text-accent-ink',
      danger: 'border-danger/30 bg-danger-soft text-danger-ink',
      neutral: 'border-line bg-sunken text-ink-soft',
    },
  },
  defaultVariants: { tone: 'neutral' },
});

export interface NoticeProps extends ComponentProps<'div'>, VariantProps<typeof noticeStyle> {
  readonly icon?: ReactNode;
}

/** A message in the flow of the page. */
export function Notice({ tone, icon, className, children, ...props }: NoticeProps) {
  return (
    <div className={cn(noticeStyle({ tone }), className)} {...props}>
      {icon && <span className="mt-0.5 shrink-0 [&_svg]:size-5">{icon}</span>}
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}
