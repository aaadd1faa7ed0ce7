'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../class-names.ts';
import { useFieldWiring } from './field.tsx';
import { controlStyle } from './input.tsx';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly description?: ReactNode;
}

export interface SelectProps {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly options: readonly SelectOption[];
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly className?: string;
}

export function Select(props: SelectProps) {
  return (
    <Radix.Root
      value={props.value}
      onValueChange={props.onValueChange}
      disabled={props.disabled ?? false}
    >
      <Radix.Trigger
        onBlur={props.onBlur}
        className={cn(
          controlStyle,
          'flex min-h-11 items-center justify-between gap-2 text-start data-placeholder:text-ink-faint',
          props.className,
        )}
        {...useFieldWiring()}
      >
        <Radix.Value placeholder={props.placeholder} />
        <Radix.Icon asChild>
          <ChevronDown aria-hidden="true" className="size-4 text-ink-faint" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-panel-in overflow-hidden rounded-control border border-line bg-raised shadow-float"
        >
          <Radix.Viewport className="p-1.5">
            {props.options.map((option) => (
              <Option key={option.value} {...option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ value, label, description }: SelectOption) {
  return (
    <Radix.Item
      value={value}
      className="relative flex min-h-10 cursor-default flex-col justify-center rounded-md py-1.5 ps-9 pe-3 text-[0.95rem] outline-none select-none data-highlighted:bg-brand-soft data-highlighted:text-brand-ink"
    >
      <Radix.ItemIndicator className="absolute inset-y-0 start-2.5 flex items-center">
        <Check aria-hidden="true" className="size-4" />
      </Radix.ItemIndicator>
      <Radix.ItemText>{label}</Radix.ItemText>
      {description && <span className="text-sm text-ink-faint">{description}</span>}
    </Radix.Item>
  );
}
