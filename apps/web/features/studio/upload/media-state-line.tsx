'use client';

import { buttonStyle } from '@edumaster/ui/button';
import { Captions } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Lecture } from '#web/api/courses.ts';
import { EncodeAgain } from './encode-again.tsx';
import { InterruptedNotice } from './interrupted-notice.tsx';
import { MediaWords } from './media-words.tsx';
import { startUpload } from './upload-queue.ts';
import { useMedia } from './use-media.ts';
import { VideoPicker } from './video-picker.tsx';

export interface MediaStateLineProps {
  readonly courseId: string;
  readonly lecture: Lecture;
  readonly mediaId: string | undefined;
}

/** What became of the file, and the way to give another, or to try again. */
export function MediaStateLine({ courseId, lecture, mediaId }: MediaStateLineProps) {
  const t = useTranslations('studio.upload');
  // Of a video that was replaced just now the course still tells the old one's state.
  const known = lecture.mediaId === mediaId ? lecture.mediaStatus : undefined;
  const media = useMedia(courseId, mediaId, known);
  return (
    <div className="space-y-2">
      <InterruptedNotice lectureId={lecture.id} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <MediaWords media={media} lecture={lecture} />
        {mediaId && media.canBeTriedAgain && (
          <EncodeAgain mediaId={mediaId} lectureTitle={lecture.title} />
        )}
        <VideoPicker
          variant={media.status === 'failed' || !media.status ? 'soft' : 'ghost'}
          label={
            media.status ? t(media.status === 'failed' ? 'retryFile' : 'replace') : t('choose')
          }
          accessibleLabel={t('chooseFor', { title: lecture.title })}
          onFiles={([file]) => file && void startUpload(lecture.id, file)}
        />
        {mediaId && mediaId === lecture.mediaId && media.status !== 'failed' && (
          <Link
            href={`/studio/courses/${courseId}/lectures/${lecture.id}/captions`}
            prefetch={false}
            className={buttonStyle({ variant: 'ghost', size: 'sm' })}
            aria-label={t('captionsOf', { title: lecture.title })}
          >
            <Captions aria-hidden="true" />
            {t('captions')}
          </Link>
        )}
      </div>
      {media.reason && (
        <p role="alert" className="text-sm text-danger-ink">
          {media.reason}
        </p>
      )}
    </div>
  );
}
