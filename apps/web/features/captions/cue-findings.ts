import type { EditedCue } from './edited-cues.ts';

export type CueError = 'empty' | 'end-before-start' | 'too-long';
export type CueHint = 'overlap' | 'fast' | 'long-line' | 'many-lines';

export interface CueFindings {
  /** Keep the track from being saved. */
  readonly errors: readonly CueError[];
  readonly hints: readonly CueHint[];
  /** Signs a second. */
  readonly speed: number;
}

/** What adults read at ease, and what fits on two lines of a screen (Netflix, BBC, DCMP alike). */
const mostSignsASecond = 20;
const mostSignsALine = 42;
const mostLines = 2;
const longestText = 1_000;

export function findingsOf(cue: EditedCue, next: EditedCue | undefined): CueFindings {
  const text = cue.text.trim();
  const lines = text.split(/\n+/);
  const seconds = (cue.endMs - cue.startMs) / 1000;
  const speed = seconds > 0 ? Math.round([...text.replace(/\s+/g, ' ')].length / seconds) : 0;
  const errors: CueError[] = [];
  if (text === '') errors.push('empty');
  if (cue.endMs <= cue.startMs) errors.push('end-before-start');
  if (text.length > longestText) errors.push('too-long');
  const hints: CueHint[] = [];
  if (next && next.startMs < cue.endMs) hints.push('overlap');
  if (speed > mostSignsASecond) hints.push('fast');
  if (lines.some((line) => line.length > mostSignsALine)) hints.push('long-line');
  if (lines.length > mostLines) hints.push('many-lines');
  return { errors, hints, speed };
}
