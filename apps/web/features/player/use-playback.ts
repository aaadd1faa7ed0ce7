'use client';

import { ApiProblem } from '@edumaster/http/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Playback } from '#web/api/media.ts';

/** New addresses are asked for this long before the old ones end. */
const renewBeforeMs = 60_000;
const shortestRenewalMs = 15_000;
const pollMs = 4_000;
const final = new Set([401, 403, 404, 409]);
const refusals: Readonly<Record<string, 'failed' | 'no-video'>> = {
  media_not_playable: 'failed',
  lecture_has_no_video: 'no-video',
};

export type PlaybackState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly playback: Playback }
  | { readonly kind: 'processing' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'no-video' }
  | { readonly kind: 'not-enrolled' }
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
    refetchInterval: ({ state }) =>
      stateOf(state.data, state.error).kind === 'processing' ? pollMs : false,
  });
  const { refetch } = query;
  const expiresAt = query.data?.expiresAt;
  useEffect(() => {
    if (!expiresAt) return;
    const left = new Date(expiresAt).getTime() - Date.now() - renewBeforeMs;
    const timer = setTimeout(() => void refetch(), Math.max(shortestRenewalMs, left));
    return () => clearTimeout(timer);
  }, [expiresAt, refetch]);
  return {
    state: stateOf(query.data, query.error),
    renew: async () => (await refetch()).data,
    retry: () => void refetch(),
  };
}

function stateOf(data: Playback | undefined, error: Error | null): PlaybackState {
  // Addresses that could not be renewed just now may well go on to play.
  if (data) {
    const isPlayable = data.manifestUrl !== null || data.resolutions.length > 0;
    return isPlayable ? { kind: 'ready', playback: data } : { kind: 'processing' };
  }
  if (!error) return { kind: 'loading' };
  if (!(error instanceof ApiProblem)) return { kind: 'error' };
  if (error.status === 401 || error.status === 403) return { kind: 'not-enrolled' };
  const refusal = refusals[error.problem.code];
  if (refusal) return { kind: refusal };
  return { kind: 'error' };
}

function isRefusal(error: Error): boolean {
  return error instanceof ApiProblem && final.has(error.status);
}
