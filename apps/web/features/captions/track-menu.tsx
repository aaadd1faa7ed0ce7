'use client';

import { AlertDialog } from '@edumaster/ui/alert-dialog';
import { Button } from '@edumaster/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@edumaster/ui/dropdown-menu';
import { toast } from '@edumaster/ui/toaster';
import { EllipsisVertical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { CaptionTrack } from '#web/api/media.ts';
import { captionFileText } from './caption-file-text.ts';
import { captionRefusal } from './caption-refusal.ts';
import { RenameDialog } from './rename-dialog.tsx';

export interface TrackMenuProps {
  readonly mediaId: string;
  readonly track: CaptionTrack;
  /** Its cues or its name are others now. */
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

export function TrackMenu({ mediaId, track, onChanged, onDeleted }: TrackMenuProps) {
  const t = useTranslations('captions');
  const [asked, setAsked] = useState<'delete' | 'rename' | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const params = { id: mediaId, language: track.language };
  const address = `/api/v1/media/${mediaId}/captions/${track.language}/file`;

  async function attempt(work: () => Promise<unknown>, done: () => void) {
    try {
      await work();
      done();
    } catch (error) {
      toast.error(captionRefusal(error, t));
    }
  }

  async function replace(chosen: File) {
    const read = await captionFileText(chosen);
    if (!('content' in read)) {
      toast.error(t(read.refusal === 'too-large' ? 'fileTooLarge' : 'fileNotUtf8'));
      return;
    }
    const body = { version: track.version, content: read.content };
    await attempt(
      () => browserApi.replaceCaptions({ params, body }),
      () => {
        toast.success(t('replaced'));
        onChanged();
      },
    );
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t('menu')}>
            <EllipsisVertical aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setAsked('rename')}>{t('rename')}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => file.current?.click()}>{t('replace')}</DropdownMenuItem>
          <DropdownMenuItem asChild>
            <a href={`${address}?format=vtt`} download>
              {t('downloadVtt')}
            </a>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <a href={`${address}?format=srt`} download>
              {t('downloadSrt')}
            </a>
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger onSelect={() => setAsked('delete')}>
            {t('delete')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <input
        ref={file}
        type="file"
        hidden
        aria-hidden="true"
        tabIndex={-1}
        accept=".vtt,.srt,text/vtt,application/x-subrip"
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          target.value = '';
          if (chosen) void replace(chosen);
        }}
      />
      {asked === 'rename' && (
        <RenameDialog
          mediaId={mediaId}
          track={track}
          onClose={() => setAsked(null)}
          onRenamed={onChanged}
        />
      )}
      <AlertDialog
        open={asked === 'delete'}
        onOpenChange={(isOpen) => !isOpen && setAsked(null)}
        title={t('deleteTitle')}
        description={t('deleteText', { label: track.label, count: track.cueCount })}
        confirmLabel={t('deleteConfirm')}
        cancelLabel={t('cancel')}
        onConfirm={() => void attempt(() => browserApi.deleteCaptions({ params }), onDeleted)}
      />
    </>
  );
}
