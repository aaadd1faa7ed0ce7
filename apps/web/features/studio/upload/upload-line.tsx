'use client';

import { Button } from '@edumaster/ui/button';
import { Progress } from '@edumaster/ui/progress';
import { Pause, Play, RotateCcw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { percentSent } from './percent-sent.ts';
import { cancelUpload, pauseOrResume, retryUpload, startUpload } from './upload-queue.ts';
import type { Upload, UploadStep } from './uploads-store.ts';
import { useUploadWords } from './use-upload-words.ts';
import { VideoPicker } from './video-picker.tsx';

export interface UploadLineProps {
  readonly upload: Upload;
  readonly lectureTitle: string;
}

const tones: Readonly<Record<UploadStep, 'brand' | 'accent' | 'danger'>> = {
  preparing: 'brand',
  uploading: 'brand',
  finishing: 'brand',
  waiting: 'accent',
  paused: 'accent',
  failed: 'danger',
  refused: 'danger',
};

/** A file on its way, and what a person can do about it. */
export function UploadLine({ upload, lectureTitle }: UploadLineProps) {
  const t = useTranslations('studio.upload');
  const words = useUploadWords();
  const { step, filename } = upload;
  const hasEnded = step === 'failed' || step === 'refused';
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <div className="min-w-40 flex-1">
        <p className="mb-1 flex flex-wrap justify-between gap-x-3 text-sm">
          <span className="line-clamp-1 break-all text-ink-soft">{filename}</span>
          <span className={hasEnded ? 'text-danger-ink' : 'text-ink-soft tabular-nums'}>
            {words.state(upload)}
          </span>
        </p>
        {(!hasEnded || upload.sentBytes > 0) && (
          <Progress
            value={step === 'preparing' ? undefined : percentSent(upload)}
            label={`${t('uploading')}: ${lectureTitle}`}
            tone={tones[step]}
          />
        )}
      </div>
      <UploadButtons upload={upload} lectureTitle={lectureTitle} />
    </div>
  );
}

function UploadButtons({ upload, lectureTitle }: UploadLineProps) {
  const t = useTranslations('studio.upload');
  const { step, filename, lectureId } = upload;
  const isMoving = step === 'uploading' || step === 'waiting';
  return (
    <span className="flex items-center">
      {(isMoving || step === 'paused') && (
        <IconButton
          label={`${t(isMoving ? 'pause' : 'resume')}: ${filename}`}
          icon={isMoving ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
          onClick={() => void pauseOrResume(lectureId)}
        />
      )}
      {step === 'failed' && (
        <IconButton
          label={`${t('retry')}: ${filename}`}
          icon={<RotateCcw aria-hidden="true" />}
          onClick={() => void retryUpload(lectureId)}
        />
      )}
      {step === 'refused' && (
        <VideoPicker
          variant="soft"
          label={t('retryFile')}
          accessibleLabel={t('chooseFor', { title: lectureTitle })}
          onFiles={([file]) => file && void startUpload(lectureId, file)}
        />
      )}
      <IconButton
        label={`${t(step === 'refused' ? 'dismiss' : 'cancel')}: ${filename}`}
        icon={<X aria-hidden="true" />}
        onClick={() => void cancelUpload(lectureId)}
      />
    </span>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}

function IconButton({ label, icon, onClick }: IconButtonProps) {
  return (
    <Button variant="ghost" size="icon-sm" aria-label={label} title={label} onClick={onClick}>
      {icon}
    </Button>
  );
}
