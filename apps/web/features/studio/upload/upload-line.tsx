'use client';

import { Button } from '@edumaster/ui/button';
import { Progress } from '@edumaster/ui/progress';
import { Pause, Play, RotateCcw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cancelUpload, pauseOrResume, retryUpload } from './upload-queue.ts';
import type { Upload, UploadStep } from './uploads-store.ts';

export interface UploadLineProps {
  readonly upload: Upload;
  readonly lectureTitle: string;
}

export function UploadLine({ upload, lectureTitle }: UploadLineProps) {
  const t = useTranslations('studio.upload');
  const { step, percent, filename, lectureId } = upload;
  const words: Record<UploadStep, string> = {
    preparing: t('uploading'),
    uploading: t('uploadingPercent', { percent }),
    paused: t('paused', { percent }),
    finishing: t('finishing'),
    failed: upload.reason ?? t('failed'),
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <div className="min-w-40 flex-1">
        <p className="mb-1 flex flex-wrap justify-between gap-x-3 text-sm">
          <span className="truncate text-ink-soft">{filename}</span>
          <span className={step === 'failed' ? 'text-danger-ink' : 'text-ink-soft'}>
            {words[step]}
          </span>
        </p>
        <Progress
          value={step === 'preparing' ? undefined : percent}
          label={`${t('uploading')}: ${lectureTitle}`}
          tone={step === 'failed' ? 'danger' : step === 'paused' ? 'accent' : 'brand'}
        />
      </div>
      <span className="flex">
        {(step === 'uploading' || step === 'paused') && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`${t(step === 'paused' ? 'resume' : 'pause')}: ${filename}`}
            onClick={() => void pauseOrResume(lectureId)}
          >
            {step === 'paused' ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
          </Button>
        )}
        {step === 'failed' && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`${t('retry')}: ${filename}`}
            onClick={() => void retryUpload(lectureId)}
          >
            <RotateCcw aria-hidden="true" />
          </Button>
        )}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`${t('cancel')}: ${filename}`}
          onClick={() => void cancelUpload(lectureId)}
        >
          <X aria-hidden="true" />
        </Button>
      </span>
    </div>
  );
}
