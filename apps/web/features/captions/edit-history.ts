import type { EditedCue } from './edited-cues.ts';

type Cues = readonly EditedCue[];

export interface EditHistory {
  readonly past: readonly Cues[];
  readonly present: Cues;
  readonly future: readonly Cues[];
  /** What the last change was about: typing in one text is taken back at once, not by letters. */
  readonly topic: string | null;
}

const mostSteps = 200;

export function historyOf(present: Cues): EditHistory {
  return { past: [], present, future: [], topic: null };
}

export function recorded(history: EditHistory, present: Cues, topic: string | null): EditHistory {
  if (present === history.present) return history;
  const isSame = topic !== null && topic === history.topic;
  const past = isSame ? history.past : [...history.past, history.present].slice(-mostSteps);
  return { past, present, future: [], topic };
}

export function undone(history: EditHistory): EditHistory {
  const before = history.past.at(-1);
  if (!before) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present: before, future, topic: null };
}

export function redone(history: EditHistory): EditHistory {
  const [after, ...future] = history.future;
  if (!after) return history;
  return { past: [...history.past, history.present], present: after, future, topic: null };
}
