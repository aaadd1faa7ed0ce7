import type { CaptionCue } from '#web/api/media.ts';

/** A cue as it is edited; its key stays while its times and place change. */
export interface EditedCue extends CaptionCue {
  readonly key: number;
}

const newCueMs = 2_000;
const shortestMs = 100;

export function editable(cues: readonly CaptionCue[]): readonly EditedCue[] {
  return cues.map((cue, key) => ({ ...cue, key }));
}

export function inOrder(cues: readonly EditedCue[]): readonly EditedCue[] {
  return cues.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs || a.key - b.key);
}

export function changeCue(
  cues: readonly EditedCue[],
  key: number,
  change: Partial<CaptionCue>,
): readonly EditedCue[] {
  const changed = cues.map((cue) => (cue.key === key ? { ...cue, ...change } : cue));
  return change.startMs === undefined ? changed : inOrder(changed);
}

export function removeCue(cues: readonly EditedCue[], key: number): readonly EditedCue[] {
  return cues.filter((cue) => cue.key !== key);
}

/** An empty cue at a moment, up to the next one at most. */
export function addCue(
  cues: readonly EditedCue[],
  atMs: number,
): { readonly cues: readonly EditedCue[]; readonly key: number } {
  const key = nextKey(cues);
  const next = cues.find(({ startMs }) => startMs > atMs);
  const endMs = Math.min(atMs + newCueMs, next?.startMs ?? Number.POSITIVE_INFINITY);
  const cue = { key, startMs: atMs, endMs: Math.max(endMs, atMs + shortestMs), text: '' };
  return { cues: inOrder([...cues, cue]), key };
}

export interface SplitPlace {
  /** Where the text is cut. */
  readonly caret: number;
  /** Where the video stands. */
  readonly atMs: number;
}

/**
 * Two cues out of one: cut at the video's moment when it lies within, else in proportion to the text.
 */
export function splitCue(
  cues: readonly EditedCue[],
  key: number,
  { caret, atMs }: SplitPlace,
): readonly EditedCue[] {
  const cue = cues.find((one) => one.key === key);
  if (!cue || cue.endMs - cue.startMs < 2 * shortestMs) return cues;
  const { startMs, endMs, text } = cue;
  const at = caret > 0 && caret < text.length ? caret : middleOf(text);
  const isWithin = atMs >= startMs + shortestMs && atMs <= endMs - shortestMs;
  const share = text.length === 0 ? 0.5 : at / text.length;
  const proportional = startMs + Math.round((endMs - startMs) * share);
  const cut = isWithin
    ? atMs
    : Math.min(endMs - shortestMs, Math.max(startMs + shortestMs, proportional));
  const first = { ...cue, endMs: cut, text: text.slice(0, at).trim() };
  const second = { key: nextKey(cues), startMs: cut, endMs, text: text.slice(at).trim() };
  return cues.flatMap((one) => (one.key === key ? [first, second] : [one]));
}

export function mergeWithNext(cues: readonly EditedCue[], key: number): readonly EditedCue[] {
  const index = cues.findIndex((cue) => cue.key === key);
  const [cue, next] = [cues[index], cues[index + 1]];
  if (!cue || !next) return cues;
  const text = [cue.text, next.text].filter((part) => part !== '').join(' ');
  const merged = { ...cue, endMs: Math.max(cue.endMs, next.endMs), text };
  return [...cues.slice(0, index), merged, ...cues.slice(index + 2)];
}

/** All cues earlier or later; none begins before the video. */
export function shiftAll(cues: readonly EditedCue[], byMs: number): readonly EditedCue[] {
  const first = Math.min(...cues.map(({ startMs }) => startMs));
  const offset = Math.max(byMs, -first);
  return cues.map((cue) => ({
    ...cue,
    startMs: cue.startMs + offset,
    endMs: cue.endMs + offset,
  }));
}

function nextKey(cues: readonly EditedCue[]): number {
  return Math.max(-1, ...cues.map(({ key }) => key)) + 1;
}

/** The blank that is nearest to the middle. */
function middleOf(text: string): number {
  const middle = text.length / 2;
  const blanks = [...text.matchAll(/\s/g)].map(({ index }) => index);
  const nearest = blanks.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return nearest ?? Math.ceil(middle);
}
