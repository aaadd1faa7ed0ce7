'use client';

import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface PlayerPreferences {
  readonly speed: number;
  /** The lecture's list is folded away. */
  readonly isWide: boolean;
  readonly captionLanguage: string | null;
  /** The next lecture follows by itself. */
  readonly goesOn: boolean;
  /** Single letters do something. */
  readonly hasKeys: boolean;
  set(change: Partial<Omit<PlayerPreferences, 'set'>>): void;
}

/** What a person chose for one video holds for the next. */
export const usePlayerPreferences = create<PlayerPreferences>()(
  persist(
    (set) => ({
      speed: 1,
      isWide: false,
      captionLanguage: null,
      goesOn: true,
      hasKeys: true,
      set: (change) => set(change),
    }),
    {
      name: 'em-player',
      partialize: ({ set: _set, ...chosen }) => chosen,
    },
  ),
);
