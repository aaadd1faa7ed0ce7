'use client';

import { useState } from 'react';
import type { Page } from '#web/api/courses.ts';

/** The pages of a list after the one that the server rendered. */
export function useMorePages<Item>(
  firstCursor: string | null,
  load: (cursor: string) => Promise<Page<Item>>,
) {
  const [state, setState] = useState({
    items: [] as readonly Item[],
    cursor: firstCursor,
    busy: false,
    failed: false,
  });
  async function loadMore() {
    const { cursor } = state;
    if (!cursor || state.busy) return;
    setState((before) => ({ ...before, busy: true, failed: false }));
    try {
      const page = await load(cursor);
      setState((before) => ({
        items: [...before.items, ...page.items],
        cursor: page.nextCursor,
        busy: false,
        failed: false,
      }));
    } catch {
      setState((before) => ({ ...before, busy: false, failed: true }));
    }
  }
  return { ...state, loadMore };
}
