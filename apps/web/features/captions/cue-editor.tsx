'use client';

import { Button } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { Notice } from '@edumaster/ui/notice';
import { toast } from '@edumaster/ui/toaster';
import { MessageSquarePlus, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { CaptionTrack, CaptionTrackWithCues } from '#web/api/media.ts';
import { useWatchedVideo } from '../player/watched-video.ts';
import { useActiveCue } from '../transcript/use-active-cue.ts';
import { CueRow } from './cue-row.tsx';
import { EditorBar } from './editor-bar.tsx';
import { type ShortcutName, shortcutOf } from './shortcuts.ts';
import { useCueActions } from './use-cue-actions.ts';
import { type CueEditing, useCueEditor } from './use-cue-editor.ts';

export interface CueEditorProps {
  readonly mediaId: string;
  readonly track: CaptionTrackWithCues;
  readonly onSaved: (track: CaptionTrack) => void;
  readonly onDirty: (isDirty: boolean) => void;
  /** Reads the track again and forgets what was changed here. */
  readonly onReload: () => void;
}

/** The lines of a track beside the picture. */
export function CueEditor({ mediaId, track, onSaved, onDirty, onReload }: CueEditorProps) {
  const t = useTranslations('captions');
  const editing = useCueEditor({
    mediaId,
    track,
    onSaved: (saved) => {
      toast.success(t('saved'));
      onSaved(saved);
    },
  });
  const { cues, isDirty } = editing;
  const { rows, add, move, selected } = useCueActions(editing);
  const element = useWatchedVideo((state) => state.element);
  const active = useActiveCue(element, cues);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  useFollowing(list.current, cues[active]?.key);
  const canSave = editing.wrongCount === 0 && editing.saveState !== 'saving';

  useShortcuts((name) => {
    const key = selected ?? cues[active]?.key;
    if (name === 'save' && canSave)
      void editing.save(track.status === 'draft' ? 'draft' : 'published');
    if (name === 'undo') editing.undo();
    if (name === 'redo') editing.redo();
    if (name === 'play') void playOrPause(element);
    if (name === 'add') add();
    if (name === 'previous') move(key ?? null, -1);
    if (name === 'next') move(key ?? null, 1);
    if (key === undefined) return;
    if (name === 'start') rows.setStart(key);
    if (name === 'end') rows.setEnd(key);
    if (name === 'split') rows.split(key);
    if (name === 'merge') rows.merge(key);
    if (name === 'remove') rows.remove(key);
  });

  return (
    <section
      aria-label={t('lines')}
      className="rounded-card border border-line bg-surface shadow-xs"
    >
      <EditorBar editing={editing} status={track.status} canSave={canSave} onAdd={add} />
      <Trouble editing={editing} status={track.status} onReload={onReload} />
      {cues.length === 0 ? (
        <EmptyState
          headingLevel="h3"
          className="m-4"
          icon={<MessageSquarePlus aria-hidden="true" />}
          title={t('noCuesTitle')}
          description={t('noCuesText')}
        />
      ) : (
        <ol ref={list} className="max-h-[70dvh] overflow-y-auto overscroll-contain">
          {cues.map((cue, index) => (
            <CueRow
              key={cue.key}
              cue={cue}
              next={cues[index + 1]}
              number={index + 1}
              isActive={index === active}
              language={track.language}
              actions={rows}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

interface TroubleProps {
  readonly editing: CueEditing;
  readonly status: CaptionTrack['status'];
  readonly onReload: () => void;
}

function Trouble({ editing, status, onReload }: TroubleProps) {
  const t = useTranslations('captions');
  const { saveState } = editing;
  if (saveState === 'failed') {
    return (
      <Notice tone="danger" role="alert" className="m-3">
        {t('saveFailed')}
      </Notice>
    );
  }
  if (saveState !== 'conflict') return null;
  return (
    <Notice tone="accent" role="alert" className="m-3" icon={<TriangleAlert aria-hidden="true" />}>
      <p className="font-semibold">{t('conflictTitle')}</p>
      <p>{t('conflictText')}</p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" variant="secondary" onClick={onReload}>
          {t('takeTheirs')}
        </Button>
        <Button
          size="sm"
          variant="secondary"
          onClick={() => void editing.overwrite(status === 'draft' ? 'draft' : 'published')}
        >
          {t('keepMine')}
        </Button>
      </p>
    </Notice>
  );
}

/** The line that is played comes into view, unless somebody is writing. */
function useFollowing(list: HTMLElement | null, key: number | undefined): void {
  useEffect(() => {
    if (!list || key === undefined || list.contains(document.activeElement)) return;
    const line = list.querySelector(`[data-cue-key="${key}"]`);
    if (!line) return;
    const offset = line.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTo({ top: list.scrollTop + offset - list.clientHeight / 3 });
  }, [list, key]);
}

function useShortcuts(use: (name: ShortcutName) => void): void {
  const latest = useRef(use);
  useEffect(() => {
    latest.current = use;
  });
  useEffect(() => {
    const listening = new AbortController();
    const press = (event: KeyboardEvent) => {
      const name = shortcutOf(event);
      if (!name || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      event.preventDefault();
      latest.current(name);
    };
    document.addEventListener('keydown', press, { signal: listening.signal });
    return () => listening.abort();
  }, []);
}

async function playOrPause(element: HTMLVideoElement | null): Promise<void> {
  if (element?.paused) await element.play().catch(() => undefined);
  else element?.pause();
}
