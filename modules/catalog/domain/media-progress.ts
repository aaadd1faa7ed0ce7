export type MediaStatus = 'processing' | 'playable' | 'ready' | 'failed';

/** What the draft knows of a lecture's video. */
export interface MediaState {
  readonly status: MediaStatus;
  readonly durationSeconds: number | null;
}

const next: Readonly<Record<MediaStatus, readonly MediaStatus[]>> = {
  processing: ['playable', 'ready', 'failed'],
  playable: ['ready'],
  ready: [],
  // Tried again, it may succeed.
  failed: ['playable', 'ready'],
};

/**
 * Whether news of a video says more than what is known. News come by events and by asking, in any
 * order: what could once be watched never goes back to processing.
 */
export function advances(known: MediaStatus | null, news: MediaStatus): boolean {
  return known === null || next[known].includes(news);
}

/** The statuses that this one may follow. */
export function statusesBefore(news: MediaStatus): readonly MediaStatus[] {
  return (Object.keys(next) as MediaStatus[]).filter((status) => advances(status, news));
}
