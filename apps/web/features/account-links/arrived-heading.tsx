'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of what has just taken a form's place: read out, and where the keyboard goes on. */
export function ArrivedHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1} className="font-display text-title font-semibold outline-none">
      {children}
    </h1>
  );
}
