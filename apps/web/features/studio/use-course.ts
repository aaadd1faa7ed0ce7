'use client';

import { useQuery } from '@tanstack/react-query';
import { browserApi } from '#web/api/browser-api.ts';
import type { Course } from '#web/api/courses.ts';

const encodingPollMs = 5_000;

export function courseKey(courseId: string) {
  return ['course', courseId] as const;
}

/** The draft, read again while something in it is being encoded. */
export function useCourse(initial: Course): Course {
  const { data } = useQuery({
    queryKey: courseKey(initial.id),
    queryFn: () => browserApi.getCourse({ params: { id: initial.id } }),
    initialData: initial,
    staleTime: 1_000,
    refetchInterval: ({ state }) => (isEncoding(state.data) ? encodingPollMs : false),
  });
  return data;
}

function isEncoding(course: Course | undefined): boolean {
  const lectures = course?.sections.flatMap((section) => section.lectures) ?? [];
  return lectures.some(({ mediaStatus }) => mediaStatus === 'processing');
}
