'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../class-names.ts';
import { buttonStyle } from './button.tsx';

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

export const overlayStyle = 'fixed inset-0 z-40 animate-overlay-in bg-black/50 backdrop-blur-[2px]';
export const panelStyle =
  'fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-card border border-line bg-raised p-6 shadow-float';

export interface DialogContentProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly closeLabel: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function DialogContent(props: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayStyle} />
      <Radix.Content
        className={cn(panelStyle, props.className)}
        {...(props.description ? {} : { 'aria-describedby': undefined })}
      >
        <Radix.Title className="pe-10 font-display text-heading font-semibold">
          {props.title}
        </Radix.Title>
        {props.description && (
          <Radix.Description className="mt-1.5 text-ink-soft">
            {props.description}
          </Radix.Description>
        )}
        <div className="mt-5">{props.children}</div>
        <Radix.Close
          aria-label={props.closeLabel}
          className={cn(buttonStyle({ variant: 'ghost', size: 'icon-sm' }), 'absolute end-4 top-4')}
        >
          <X aria-hidden="true" />
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}
