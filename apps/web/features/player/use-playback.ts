'use client';

import { ApiProblem } from '@edumaster/http/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Playback } from '#web/api/media.ts';

/** New addresses are asked for this long before the old ones end. */
const renewBeforeMs = 60_000;
const shortestRenewalMs = 8_000;
/** How soon a size that has just been made joins those that are offered. */
const joinMs = 8_000;
const pollMs = 4_000;
const final = new Set([401, 403, 404, 409]);
const refusals: Readonly<Record<string, 'failed' | 'no-video'>> = {
  media_not_playable: 'failed',
  lecture_has_no_video: 'no-video',
};

export type PlaybackState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly playback: Playback }
  /** Its page may be offline meanwhile, and goes on asking afterwards. */
  | { readonly kind: 'processing'; readonly percent: number; readonly isOffline: boolean }
  /** Nothing was heard of it yet, and nothing can be. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'no-video' }
  | { readonly kind: 'not-enrolled' }
  /** It was allowed, and is no more. */
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'error' };

/** The signed addresses of a lecture, renewed before they end and awaited while it is encoded. */
export function usePlayback(courseId: string, lectureId: string) {
  const query = useQuery({
    queryKey: ['play', courseId, lectureId],
    queryFn: () => browserApi.playLecture({ params: { id: courseId, lectureId } }),
    // Where to resume is only true now: never from a cache.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (failures, error) => !isRefusal(error) && failures < 2,
    refetchInterval: ({ state }) => (stateOf(state).kind === 'processing' ? pollMs : false),
  });
  const { refetch, data, dataUpdatedAt, errorUpdatedAt } = query;
  useEffect(() => {
    if (!data) return;
    const left = new Date(data.expiresAt).getTime() - Date.now() - renewBeforeMs;
    const wait = data.isComplete ? left : Math.min(left, joinMs);
    // Also after an attempt that failed: the one before the end is not the last.
    const timer = setTimeout(() => void refetch(), Math.max(shortestRenewalMs, wait));
    return () => clearTimeout(timer);
  }, [data, dataUpdatedAt, errorUpdatedAt, refetch]);
  const hasEnded = useHasEnded(data?.expiresAt);
  const state = stateOf(query);
  const isRefused = query.error !== null && isRefusal(query.error);
  return {
    state: state.kind === 'ready' && hasEnded && isRefused ? withdrawn : state,
    renew: async () => (await refetch()).data,
    retry: () => void refetch(),
  };
}

const withdrawn: PlaybackState = { kind: 'withdrawn' };

/** Whether this moment is over. */
function useHasEnded(moment: string | undefined): boolean {
  const [ended, setEnded] = useState<string>();
  useEffect(() => {
    if (!moment) return;
    const left = new Date(moment).getTime() - Date.now();
    const timer = setTimeout(() => setEnded(moment), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [moment]);
  return moment !== undefined && ended === moment;
}

interface Answered {
  readonly data: Playback | undefined;
  readonly error: Error | null;
  /** Paused while the browser knows that it is offline. */
  readonly fetchStatus: 'fetching' | 'paused' | 'idle';
}

function stateOf({ data, error, fetchStatus }: Answered): PlaybackState {
  const isOffline = fetchStatus === 'paused';
  const isPlayable = data && (data.manifestUrl !== null || data.resolutions.length > 0);
  // Addresses that could not be renewed just now may well go on to play.
  if (isPlayable) return { kind: 'ready', playback: data };
  // What was being prepared may have come to nothing since.
  if (data && !(error && isRefusal(error)))
    return { kind: 'processing', percent: data.progress, isOffline };
  if (!error) return { kind: isOffline ? 'offline' : 'loading' };
  if (!(error instanceof ApiProblem)) return { kind: isOffline ? 'offline' : 'error' };
  if (error.status === 401 || error.status === 403) return { kind: 'not-enrolled' };
  const refusal = refusals[error.problem.code];
  if (refusal) return { kind: refusal };
  return { kind: 'error' };
}

function isRefusal(error: Error): boolean {
  return error instanceof ApiProblem && final.has(error.status);
}
