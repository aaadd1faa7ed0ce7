'use client';

import { create } from 'zustand';

interface WatchedVideo {
  /** The element that plays, while a player is on the page. */
  readonly element: HTMLVideoElement | null;
  set(element: HTMLVideoElement | null): void;
}

/** Lets what stands beside the player, such as the transcript, follow and move it. */
export const useWatchedVideo = create<WatchedVideo>()((set) => ({
  element: null,
  set: (element) => set({ element }),
}));
