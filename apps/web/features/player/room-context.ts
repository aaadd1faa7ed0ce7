'use client';

import { createContext, type RefObject, useContext } from 'react';
import type { Course } from '#web/api/courses.ts';
import type { useCourseProgress } from './use-course-progress.ts';

export interface Room {
  readonly course: Course;
  /** Whose progress is kept; nobody's without an enrollment. */
  readonly learnerId: string | undefined;
  readonly progress: ReturnType<typeof useCourseProgress>;
  /** The next lecture plays at once: the person came from the one before. */
  readonly isContinuing: RefObject<boolean>;
}

export const RoomContext = createContext<Room | null>(null);

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error('useRoom is for what stands inside a CourseRoom');
  return room;
}
