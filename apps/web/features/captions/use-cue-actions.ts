'use client';

import { useMemo, useRef, useState } from 'react';
import { useWatchedVideo } from '../player/watched-video.ts';
import type { CueActions } from './cue-row.tsx';
import { addCue, changeCue, mergeWithNext, removeCue, splitCue } from './edited-cues.ts';
import type { CueEditing } from './use-cue-editor.ts';

/**
 * What can be done to a line, with functions that stay the same: the rows, of which there are
 * thousands, are drawn anew only when their own cue changes.
 */
export function useCueActions(editing: CueEditing) {
  const [selected, setSelected] = useState<number | null>(null);
  const element = useWatchedVideo((state) => state.element);
  const latest = useRef({ editing, element });
  latest.current = { editing, element };

  const actions = useMemo(() => {
    const cues = () => latest.current.editing.cues;
    const now = () => Math.round((latest.current.element?.currentTime ?? 0) * 1000);
    const apply = (next: ReturnType<typeof cues>, topic?: string) =>
      latest.current.editing.change(next, topic);
    const rows: CueActions = {
      select: setSelected,
      change: (key, change) => {
        const topic = change.text === undefined ? undefined : `text ${key}`;
        apply(changeCue(cues(), key, change), topic);
      },
      play: (key) => {
        const cue = cues().find((one) => one.key === key);
        const video = latest.current.element;
        if (!cue || !video) return;
        video.currentTime = cue.startMs / 1000;
        void video.play().catch(() => undefined);
      },
      setStart: (key) => apply(changeCue(cues(), key, { startMs: now() })),
      setEnd: (key) => apply(changeCue(cues(), key, { endMs: now() })),
      split: (key) => apply(splitCue(cues(), key, { caret: caretIn(key), atMs: now() })),
      merge: (key) => apply(mergeWithNext(cues(), key)),
      remove: (key) => {
        const index = cues().findIndex((cue) => cue.key === key);
        const beside = cues()[index + 1] ?? cues()[index - 1];
        apply(removeCue(cues(), key));
        if (beside) focusText(beside.key);
      },
    };
    const add = () => {
      const { cues: next, key } = addCue(cues(), now());
      apply(next);
      focusText(key);
    };
    const move = (from: number | null, step: 1 | -1) => {
      const index = cues().findIndex((cue) => cue.key === from);
      const to = cues()[index === -1 ? 0 : index + step];
      if (to) focusText(to.key);
    };
    return { rows, add, move };
  }, []);

  return { ...actions, selected };
}

function textOf(key: number): HTMLTextAreaElement | null {
  return document.querySelector<HTMLTextAreaElement>(`[data-cue-key="${key}"] textarea`);
}

function caretIn(key: number): number {
  return textOf(key)?.selectionStart ?? 0;
}

/** After React has drawn the line, which may be new. */
function focusText(key: number): void {
  requestAnimationFrame(() => requestAnimationFrame(() => textOf(key)?.focus()));
}
