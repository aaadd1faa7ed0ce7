'use client';

import { ApiProblem } from '@edumaster/http/client';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { CaptionTrack, CaptionTrackWithCues } from '#web/api/media.ts';
import { useUnsavedGuard } from '../shell/use-unsaved-guard.ts';
import { findingsOf } from './cue-findings.ts';
import { type EditHistory, historyOf, recorded, redone, undone } from './edit-history.ts';
import { editable, type EditedCue } from './edited-cues.ts';

export type SaveState = 'idle' | 'saving' | 'conflict' | 'failed';

export interface CueEditing {
  readonly cues: readonly EditedCue[];
  readonly isDirty: boolean;
  readonly wrongCount: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly saveState: SaveState;
  readonly change: (cues: readonly EditedCue[], topic?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly save: (status: 'draft' | 'published') => Promise<void>;
  /** After a conflict: what somebody else saved is replaced. */
  readonly overwrite: (status: 'draft' | 'published') => Promise<void>;
}

interface Options {
  readonly mediaId: string;
  readonly track: CaptionTrackWithCues;
  readonly onSaved: (track: CaptionTrack) => void;
}

/** The cues of a track while they are edited, and what was last saved of them. */
export function useCueEditor({ mediaId, track, onSaved }: Options): CueEditing {
  const [history, setHistory] = useState<EditHistory>(() => historyOf(editable(track.cues)));
  const [saved, setSaved] = useState(history.present);
  const [version, setVersion] = useState(track.version);
  const [saveState, setSaveState] = useState<SaveState>('idle');
  const cues = history.present;
  const isDirty = cues !== saved;
  useUnsavedGuard(isDirty);

  async function send(status: 'draft' | 'published', over: () => Promise<number>) {
    setSaveState('saving');
    try {
      const changed = await browserApi.saveCaptions({
        params: { id: mediaId, language: track.language },
        body: { version: await over(), status, cues: cues.map(withoutKey) },
      });
      setVersion(changed.version);
      setSaved(cues);
      setSaveState('idle');
      onSaved(changed);
    } catch (error) {
      const code = error instanceof ApiProblem ? error.problem.code : undefined;
      setSaveState(code === 'captions_changed' ? 'conflict' : 'failed');
    }
  }

  const latestVersion = async () => {
    const params = { id: mediaId, language: track.language };
    return (await browserApi.readCaptions({ params })).version;
  };

  return {
    cues,
    isDirty,
    wrongCount: cues.filter((cue) => findingsOf(cue, undefined).errors.length > 0).length,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    saveState,
    change: (next, topic) => setHistory((before) => recorded(before, next, topic ?? null)),
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
    save: (status) => send(status, async () => version),
    overwrite: (status) => send(status, latestVersion),
  };
}

function withoutKey({ startMs, endMs, text }: EditedCue) {
  return { startMs, endMs, text };
}
