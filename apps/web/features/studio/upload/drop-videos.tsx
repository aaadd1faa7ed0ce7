'use client';

import { cn } from '@edumaster/ui/class-names';
import { useTranslations } from 'next-intl';
import { type DragEvent, useState } from 'react';
import { startUpload } from './upload-queue.ts';
import { VideoPicker } from './video-picker.tsx';

export interface DropVideosProps {
  /** Makes the lecture that the file becomes. */
  readonly onVideo: (title: string) => Promise<{ readonly id: string } | undefined>;
}

/** Ten videos at once: each becomes a lecture named after its file. */
export function DropVideos({ onVideo }: DropVideosProps) {
  const t = useTranslations('studio.upload');
  const [isOver, setOver] = useState(false);
  async function take(files: readonly File[]) {
    // One after the other, so that the lectures stand in the order of the files.
    for (const file of files) {
      const lecture = await onVideo(titleOf(file.name));
      if (!lecture) return;
      void startUpload(lecture.id, file);
    }
  }
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
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
  );
}

/** "02_tying-a-bowline.mp4" is "02 tying a bowline" to a person. */
function titleOf(filename: string): string {
  const name = filename.replace(/\.[^.]+$/, '').replaceAll(/[_-]+/g, ' ');
  return name.trim().slice(0, 200) || filename.slice(0, 200);
}
