import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '../class-names.ts';
import { Spinner } from './spinner.tsx';

/** For anchors that look like buttons: `<Link className={buttonStyle({ variant: 'secondary' })}>`. */
export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-semibold whitespace-nowrap no-underline transition-[background-color,border-color,color,box-shadow,transform] duration-150 select-none active:translate-y-px disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:size-[1.15em] [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-brand text-on-brand shadow-sm hover:bg-brand-strong',
        secondary:
          'border border-line-strong/55 bg-surface text-ink hover:border-line-strong hover:bg-sunken',
        soft: 'bg-brand-soft text-brand-ink hover:bg-brand-soft/70',
        ghost: 'text-ink hover:bg-sunken',
        danger: 'bg-danger text-on-danger hover:bg-danger-strong',
        link: 'text-brand-ink underline decoration-brand/40 underline-offset-4 hover:decoration-brand',
      },
      size: {
        sm: 'min-h-9 px-3 text-sm',
        md: 'min-h-11 px-4 text-[0.95rem]',
        lg: 'min-h-13 px-6 text-base',
        icon: 'size-11',
        'icon-sm': 'size-9',
      },
      wide: { true: 'w-full' },
    },
    defaultVariants: { variant: 'primary', size: 'md' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyle> {
  /** Shows a spinner and keeps the button from being pressed twice. */
  busy?: boolean | undefined;
}

export function Button({
  className,
  variant,
  size,
  wide,
  busy = false,
  disabled,
  children,
  type = 'button',
  ...props
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(buttonStyle({ variant, size, wide }), className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...props}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
