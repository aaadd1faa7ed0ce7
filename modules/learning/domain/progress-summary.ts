import { completionPercentage, watchedPercentage } from './completion.ts';

/** What is stored of one lecture. */
export interface LectureState {
  readonly lectureId: string;
  readonly lastPositionSeconds: number;
  readonly lastEventAt: Date | null;
  readonly watchedSeconds: number;
  readonly durationSeconds: number | null;
  readonly completedAt: Date | null;
}

export interface ProgressSummary {
  readonly completionPercentage: number;
  readonly lastLectureId: string | null;
  readonly lectures: readonly {
    readonly lectureId: string;
    readonly lastTimestamp: number;
    readonly watchedPercentage: number;
    readonly completedAt: Date | null;
  }[];
}

/** A learner's progress in a course, as of the lectures that the course has now. */
export function progressSummary(
  lectureIds: readonly string[],
  states: readonly LectureState[],
): ProgressSummary {
  const byLecture = new Map(states.map((state) => [state.lectureId, state]));
  const touched = lectureIds.flatMap((lectureId) => {
    const state = byLecture.get(lectureId);
    return state && (state.lastEventAt || state.completedAt) ? [state] : [];
  });
  return {
    completionPercentage: completionPercentage(lectureIds, completedOf(states)),
    lastLectureId: latest(touched)?.lectureId ?? null,
    lectures: touched.map((state) => ({
      lectureId: state.lectureId,
      lastTimestamp: state.lastPositionSeconds,
      watchedPercentage: watchedPercentage(state.watchedSeconds, state.durationSeconds),
      completedAt: state.completedAt,
    })),
  };
}

export function completedOf(
  states: readonly Pick<LectureState, 'lectureId' | 'completedAt'>[],
): Set<string> {
  return new Set(
    states.filter(({ completedAt }) => completedAt !== null).map(({ lectureId }) => lectureId),
  );
}

function latest(states: readonly LectureState[]): LectureState | undefined {
  const time = ({ lastEventAt, completedAt }: LectureState) =>
    (lastEventAt ?? completedAt)?.getTime() ?? 0;
  return states.reduce<LectureState | undefined>(
    (last, state) => (last && time(last) >= time(state) ? last : state),
    undefined,
  );
}
