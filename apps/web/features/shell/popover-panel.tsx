'use client';

import { cn } from '@edumaster/ui/class-names';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

export interface PopoverPanelProps {
  readonly id: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * Opened by a button with `popoverTarget`, which works before hydration; Escape and a click
 * elsewhere close it. The script only closes it when a link inside has led to another page.
 */
export function PopoverPanel({ id, className, children }: PopoverPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const pathname = usePathname();
  const shownOn = useRef(pathname);
  useEffect(() => {
    // It may have been opened before this page was taken over, and stays open then.
    if (shownOn.current === pathname) return;
    shownOn.current = pathname;
    panel.current?.hidePopover();
  }, [pathname]);
  return (
    <div
      ref={panel}
      id={id}
      popover="auto"
      className={cn(
        'inset-auto start-4 end-4 top-[4.25rem] m-0 rounded-card border border-line bg-raised p-2 text-ink shadow-float open:animate-panel-in sm:start-auto',
        className,
      )}
    >
      {children}
    </div>
  );
}
