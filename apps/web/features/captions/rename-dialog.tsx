'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { CaptionTrack } from '#web/api/media.ts';
import { captionRefusal } from './caption-refusal.ts';

export interface RenameDialogProps {
  readonly mediaId: string;
  readonly track: CaptionTrack;
  readonly onClose: () => void;
  readonly onRenamed: () => void;
}

export function RenameDialog({ mediaId, track, onClose, onRenamed }: RenameDialogProps) {
  const t = useTranslations('captions');
  const [label, setLabel] = useState(track.label);
  const [problem, setProblem] = useState<string>();

  async function rename() {
    const params = { id: mediaId, language: track.language };
    try {
      await browserApi.renameCaptions({ params, body: { version: track.version, label } });
      onRenamed();
      onClose();
    } catch (error) {
      setProblem(captionRefusal(error, t));
    }
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title={t('renameTitle')} closeLabel={t('close')}>
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            void rename();
          }}
        >
          <Field label={t('label')} error={problem} required>
            <Input
              value={label}
              maxLength={100}
              onChange={({ target }) => setLabel(target.value)}
            />
          </Field>
          <Button type="submit" disabled={label.trim() === ''}>
            {t('save')}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
