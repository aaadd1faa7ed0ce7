'use client';

import { Button } from '@edumaster/ui/button';
import { Plus, Redo2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { CaptionTrack } from '#web/api/media.ts';
import { ShiftDialog } from './shift-dialog.tsx';
import type { CueEditing } from './use-cue-editor.ts';

export interface EditorBarProps {
  readonly editing: CueEditing;
  readonly status: CaptionTrack['status'];
  readonly canSave: boolean;
  readonly onAdd: () => void;
}

/** Stays in view above the lines: saving, taking back, adding. */
export function EditorBar({ editing, status, canSave, onAdd }: EditorBarProps) {
  const t = useTranslations('captions');
  const { isDirty, saveState, wrongCount } = editing;
  const isSaving = saveState === 'saving';
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line p-3">
      <Button size="sm" variant="secondary" onClick={onAdd}>
        <Plus aria-hidden="true" />
        {t('addLine')}
      </Button>
      <Button
        size="icon"
        variant="ghost"
        aria-label={t('undo')}
        title={t('undo')}
        disabled={!editing.canUndo}
        onClick={editing.undo}
      >
        <Undo2 aria-hidden="true" />
      </Button>
      <Button
        size="icon"
        variant="ghost"
        aria-label={t('redo')}
        title={t('redo')}
        disabled={!editing.canRedo}
        onClick={editing.redo}
      >
        <Redo2 aria-hidden="true" />
      </Button>
      <ShiftDialog editing={editing} />
      <span className="grow" />
      <p role="status" className="text-sm text-ink-soft">
        {wrongCount > 0
          ? t('fixErrors', { count: wrongCount })
          : t(isDirty ? 'unsaved' : 'allSaved')}
      </p>
      {status === 'draft' && (
        <Button
          size="sm"
          variant="secondary"
          disabled={!canSave || !isDirty}
          onClick={() => void editing.save('draft')}
        >
          {t('saveDraft')}
        </Button>
      )}
      <Button
        size="sm"
        disabled={!canSave || (status === 'published' && !isDirty)}
        onClick={() => void editing.save('published')}
      >
        {isSaving ? t('saving') : t(status === 'draft' ? 'publish' : 'save')}
      </Button>
    </div>
  );
}
