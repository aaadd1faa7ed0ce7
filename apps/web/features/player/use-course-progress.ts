'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { CourseProgress } from '#web/api/learning.ts';

/** Heartbeats come more often than what they change is worth reading again. */
const refreshMs = 20_000;

/** What is done, told by the server alone: it derives completion from the heartbeats. */
export function useCourseProgress(
  courseId: string,
  userId: string | undefined,
  initial: CourseProgress | null,
) {
  const client = useQueryClient();
  const refreshedAt = useRef(0);
  const key = ['progress', courseId];
  const query = useQuery({
    queryKey: key,
    queryFn: () => browserApi.getProgress({ params: { userId: userId ?? '', courseId } }),
    enabled: userId !== undefined && initial !== null,
    staleTime: refreshMs,
    ...(initial ? { initialData: initial } : {}),
  });
  const refresh = useCallback(
    (now = false) => {
      if (!now && Date.now() - refreshedAt.current < refreshMs) return;
      refreshedAt.current = Date.now();
      void client.invalidateQueries({ queryKey: ['progress', courseId] });
    },
    [client, courseId],
  );
  const complete = useMutation({
    mutationFn: (lectureId: string) =>
      browserApi.completeLecture({
        params: { id: courseId, lectureId },
        body: { completed: true },
      }),
    onSettled: () => refresh(true),
  });
  const completed = new Set(
    query.data?.lectures.filter(({ completedAt }) => completedAt).map(({ lectureId }) => lectureId),
  );
  return { progress: query.data ?? null, completed, refresh, complete };
}
