'use client';

import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button, buttonStyle } from './button.tsx';
import { overlayStyle, panelStyle } from './dialog.tsx';

export interface AlertDialogProps {
  /** The button that opens it. Leave it out when `open` is controlled. */
  readonly trigger?: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly title: string;
  readonly description: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
  readonly tone?: 'danger' | 'primary';
}

/** Asks before something that cannot be taken back. */
export function AlertDialog(props: AlertDialogProps) {
  return (
    <Radix.Root
      {...(props.open === undefined ? {} : { open: props.open })}
      {...(props.onOpenChange ? { onOpenChange: props.onOpenChange } : {})}
    >
      {props.trigger && <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content className={panelStyle}>
          <Radix.Title className="font-display text-heading font-semibold">
            {props.title}
          </Radix.Title>
          <Radix.Description className="mt-2 text-ink-soft">{props.description}</Radix.Description>
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <Radix.Cancel className={buttonStyle({ variant: 'secondary' })}>
              {props.cancelLabel}
            </Radix.Cancel>
            <Radix.Action asChild onClick={props.onConfirm}>
              <Button variant={props.tone ?? 'danger'}>{props.confirmLabel}</Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
