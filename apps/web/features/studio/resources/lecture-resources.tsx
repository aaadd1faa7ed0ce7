'use client';

import { Button } from '@edumaster/ui/button';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Lecture } from '#web/api/courses.ts';
import { useFileFacts } from '../../resources/use-file-facts.ts';
import { DeleteButton } from '../outline/delete-button.tsx';
import { EditableTitle } from '../outline/editable-title.tsx';
import type { Outline } from '../outline/use-outline.ts';
import { FilePicker } from './file-picker.tsx';
import { type ResourceUpload, useResourceUpload } from './use-resource-upload.ts';

export interface LectureResourcesProps {
  readonly courseId: string;
  readonly lecture: Lecture;
  readonly outline: Outline;
}

/** The files that learners of a lecture download: add, rename, remove. */
export function LectureResources({ courseId, lecture, outline }: LectureResourcesProps) {
  const t = useTranslations('studio.resources');
  const factsOf = useFileFacts();
  const { uploads, start, dismiss } = useResourceUpload(courseId, lecture.id);
  const resources = lecture.resources ?? [];
  return (
    <div>
      {resources.length > 0 && (
        <ul aria-label={t('of', { title: lecture.title })}>
          {resources.map(({ id, title, filename, size }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3">
              <EditableTitle
                title={title}
                onRename={(name) => void outline.renameResource(id, name)}
              >
                <span className="text-sm break-words">{title}</span>
              </EditableTitle>
              <span className="text-sm text-ink-soft">{factsOf({ filename, size })}</span>
              <DeleteButton
                title={title}
                question={t('removeTitle')}
                consequence={t('removeText', { title })}
                onDelete={() => void outline.removeResource(id)}
              />
            </li>
          ))}
        </ul>
      )}
      <ul aria-live="polite">
        {uploads.map((upload) => (
          <UploadState key={upload.name} upload={upload} onDismiss={() => dismiss(upload.name)} />
        ))}
      </ul>
      <FilePicker
        label={t('add')}
        accessibleLabel={t('addTo', { title: lecture.title })}
        onFiles={(files) => void start(files)}
      />
    </div>
  );
}

interface UploadStateProps {
  readonly upload: ResourceUpload;
  readonly onDismiss: () => void;
}

function UploadState({ upload, onDismiss }: UploadStateProps) {
  const t = useTranslations('studio.resources');
  const { name, step, percent, reason, refused } = upload;
  if (step !== 'failed') {
    return (
      <li className="py-1.5 text-sm text-ink-soft">
        {t(step, { name, percent: String(percent) })}
      </li>
    );
  }
  return (
    <li className="flex items-center gap-2 text-sm text-danger-ink">
      <span className="min-w-0 grow break-words">
        {t('failed', { name })} {refused ? t(`refused.${refused}`) : (reason ?? t('failedText'))}
      </span>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('dismiss', { name })}
        onClick={onDismiss}
      >
        <X aria-hidden="true" />
      </Button>
    </li>
  );
}
