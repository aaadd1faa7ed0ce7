'use client';

import { Button } from '@edumaster/ui/button';
import { cn } from '@edumaster/ui/class-names';
import { Notice } from '@edumaster/ui/notice';
import { useTranslations } from 'next-intl';
import { type DragEvent, useState } from 'react';
import { interruptedWith } from './interrupted-upload.ts';
import { startUpload } from './upload-queue.ts';
import { reasonOfRules } from './upload-reason.ts';
import type { Reason } from './uploads-store.ts';
import { useUploadWords } from './use-upload-words.ts';
import { VideoPicker } from './video-picker.tsx';
import { videoRules } from './video-rules.ts';

export interface DropVideosProps {
  /** Of the section: a file that one of them waits for is not made into another lecture. */
  readonly lectureIds: readonly string[];
  /** Makes the lecture that the file becomes. */
  readonly onVideo: (title: string) => Promise<{ readonly id: string } | undefined>;
}

interface RefusedFile {
  readonly name: string;
  readonly reason: Reason;
}

/** Ten videos at once: each becomes a lecture named after its file. */
export function DropVideos({ lectureIds, onVideo }: DropVideosProps) {
  const t = useTranslations('studio.upload');
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);

  async function take(files: readonly File[]) {
    const rules = await videoRules();
    const judged = files.map((file) => ({ file, reason: rules && reasonOfRules(file, rules) }));
    setRefused(judged.flatMap(({ file, reason }) => (reason ? [{ name: file.name, reason }] : [])));
    // One after the other, so that the lectures stand in the order of the files.
    for (const { file, reason } of judged) {
      if (reason) continue;
      const waiting = interruptedWith(localStorage, lectureIds, file);
      const lectureId = waiting ?? (await onVideo(titleOf(file.name)))?.id;
      if (lectureId === undefined) return;
      void startUpload(lectureId, file);
    }
  }

  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    <div className="space-y-3">
      <div
        className={cn(
          'flex flex-wrap items-center gap-3 rounded-control border border-dashed border-line-strong/60 px-3 py-2.5 text-sm text-ink-soft',
          isOver && 'border-brand bg-brand-soft text-brand-ink',
        )}
        onDragOver={(event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          setOver(false);
          void take([...event.dataTransfer.files]);
        }}
      >
        <VideoPicker
          multiple
          label={t('addMany')}
          accessibleLabel={t('addMany')}
          onFiles={(files) => void take(files)}
        />
        {t('addManyHint')}
      </div>
      <RefusedFiles files={refused} onDismiss={() => setRefused([])} />
    </div>
  );
}

interface RefusedFilesProps {
  readonly files: readonly RefusedFile[];
  readonly onDismiss: () => void;
}

function RefusedFiles({ files, onDismiss }: RefusedFilesProps) {
  const t = useTranslations('studio.upload');
  const words = useUploadWords();
  if (files.length === 0) return null;
  return (
    <Notice tone="danger" role="alert">
      <p className="font-semibold">{t('refusedTitle', { count: files.length })}</p>
      <ul className="list-disc ps-5">
        {files.map(({ name, reason }, index) => (
          <li key={`${index} ${name}`} className="break-words">
            {t('refusedFile', { name, reason: words.reason(reason) })}
          </li>
        ))}
      </ul>
      <Button variant="link" size="sm" className="px-0" onClick={onDismiss}>
        {t('dismiss')}
      </Button>
    </Notice>
  );
}

/** "02_tying-a-bowline.mp4" is "02 tying a bowline" to a person. */
function titleOf(filename: string): string {
  const name = filename.replace(/\.[^.]+$/, '').replaceAll(/[_-]+/g, ' ');
  return name.trim().slice(0, 200) || filename.slice(0, 200);
}
