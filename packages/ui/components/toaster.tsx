'use client';

import { Toaster as Sonner } from 'sonner';

export { toast } from 'sonner';

/** Once in a layout; `toast.success('Saved')` from anywhere below it. */
export function Toaster({ label }: { label: string }) {
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel={label}
      toastOptions={{
        classNames: {
          toast: '!rounded-control !border-line !bg-raised !text-ink !shadow-float !font-sans',
          description: '!text-ink-soft',
          success: '[&_[data-icon]]:!text-brand',
          error: '[&_[data-icon]]:!text-danger',
        },
      }}
    />
  );
}
