'use client';

import { useEffect } from 'react';
import { useUploads } from './uploads-store.ts';

/** The browser asks before it closes a tab that is still sending. */
export function useLeaveWarning(): void {
  const isSending = useUploads(({ running }) =>
    Object.values(running).some(({ step }) => step !== 'failed' && step !== 'refused'),
  );
  useEffect(() => {
    if (!isSending) return;
    const listening = new AbortController();
    window.addEventListener('beforeunload', (event) => event.preventDefault(), {
      signal: listening.signal,
    });
    return () => listening.abort();
  }, [isSending]);
}
