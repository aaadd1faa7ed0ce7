import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { MediaStatus } from '#web/api/courses.ts';
import type { MediaState } from '#web/api/media.ts';
import { courseKey } from '../use-course.ts';

const pollMs = 1_500;

/** Failures of the machine; what is wrong with the file stays wrong. */
const mendable = ['encoder_failed', 'no_encoder'];

export interface KnownMedia {
  readonly status: MediaStatus | undefined;
  readonly stage: MediaState['stage'];
  readonly percent: number | undefined;
  /** Why it failed, or why sizes are missing. */
  readonly reason: string | undefined;
  readonly canBeTriedAgain: boolean;
}

export function mediaKey(mediaId: string | undefined) {
  return ['media', mediaId];
}

/** What is known of a video, asked again as long as something is being done about it. */
export function useMedia(
  courseId: string,
  mediaId: string | undefined,
  known: MediaStatus | undefined,
): KnownMedia {
  const client = useQueryClient();
  const isSettled = known === 'ready';
  const { data } = useQuery({
    queryKey: mediaKey(mediaId),
    queryFn: () => browserApi.getMedia({ params: { id: mediaId ?? '' } }),
    enabled: Boolean(mediaId) && !isSettled,
    refetchInterval: ({ state }) => (state.data && !state.data.stage ? false : pollMs),
  });
  // The course may know of the end first, and then nobody asks for the media any more.
  const status = isSettled ? known : (data?.status ?? known);
  useEffect(() => {
    // The course names length and status of its lectures: it is read again when they change.
    if (data?.status) void client.invalidateQueries({ queryKey: courseKey(courseId) });
  }, [client, courseId, data?.status]);
  return {
    status: status ?? (mediaId ? ('processing' as const) : undefined),
    stage: isSettled ? null : (data?.stage ?? null),
    percent: data?.stage ? data.progress : undefined,
    reason: data?.error?.message,
    canBeTriedAgain: mendable.includes(data?.error?.code ?? '') && !data?.stage,
  };
}
