'use client';

import { useCallback, useEffect, useState } from 'react';

export interface PlayerHintText {
  readonly text: string;
  /** Said by screen readers as well. */
  readonly isSpoken?: boolean;
}

const shownMs = 1_200;

/** What a key or a tap has just done, for a moment. */
export function usePlayerHint() {
  const [hint, setHint] = useState<PlayerHintText | null>(null);
  useEffect(() => {
    if (!hint) return;
    const timer = setTimeout(() => setHint(null), shownMs);
    return () => clearTimeout(timer);
  }, [hint]);
  // A new object each time, so that the same words stay for another moment.
  const show = useCallback((next: PlayerHintText) => setHint({ ...next }), []);
  return { hint, show };
}

export function PlayerHint({ hint }: { hint: PlayerHintText | null }) {
  return (
    <>
      <p role="status" className="sr-only">
        {hint?.isSpoken ? hint.text : ''}
      </p>
      {hint && (
        <p
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-0 top-6 mx-auto w-fit rounded-full bg-black/75 px-4 py-2 font-semibold text-on-stage"
        >
          {hint.text}
        </p>
      )}
    </>
  );
}
