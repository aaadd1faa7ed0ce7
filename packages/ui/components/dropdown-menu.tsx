'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '../class-names.ts';

export const DropdownMenu = Radix.Root;
export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

const itemStyle =
  'relative flex min-h-10 cursor-default items-center gap-2.5 rounded-md px-3 text-[0.95rem] outline-none select-none data-disabled:opacity-50 data-highlighted:bg-brand-soft data-highlighted:text-brand-ink [&_svg]:size-4';

export interface DropdownMenuContentProps extends ComponentProps<typeof Radix.Content> {
  /** Where the menu is put; a player in full screen shows only what is inside it. */
  readonly container?: HTMLElement | null | undefined;
}

export function DropdownMenuContent({ className, container, ...props }: DropdownMenuContentProps) {
  return (
    <Radix.Portal {...(container ? { container } : {})}>
      <Radix.Content
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-panel-in overflow-y-auto rounded-control border border-line bg-raised p-1.5 text-ink shadow-float',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}

export function DropdownMenuItem({
  className,
  danger = false,
  ...props
}: ComponentProps<typeof Radix.Item> & { readonly danger?: boolean }) {
  return (
    <Radix.Item className={cn(itemStyle, danger && 'text-danger-ink', className)} {...props} />
  );
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(itemStyle, 'ps-9', className)} {...props}>
      <Radix.ItemIndicator className="absolute start-3">
        <Check aria-hidden="true" />
      </Radix.ItemIndicator>
      {children}
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return (
    <Radix.Label
      className={cn('px-3 pt-2 pb-1 text-xs font-semibold text-ink-faint', className)}
      {...props}
    />
  );
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="mx-1 my-1.5 h-px bg-line" />;
}
