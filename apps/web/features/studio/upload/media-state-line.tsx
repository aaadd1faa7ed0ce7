'use client';

import { Badge } from '@edumaster/ui/badge';
import { Progress } from '@edumaster/ui/progress';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheckBig, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Lecture, MediaStatus } from '#web/api/courses.ts';
import { formatClock } from '#web/platform/format.ts';
import { courseKey } from '../use-course.ts';
import { InterruptedNotice } from './interrupted-notice.tsx';
import { startUpload } from './upload-queue.ts';
import { VideoPicker } from './video-picker.tsx';

const pollMs = 1_500;

export interface MediaStateLineProps {
  readonly courseId: string;
  readonly lecture: Lecture;
  readonly mediaId: string | undefined;
}

/** What became of the file, and the way to give another. */
export function MediaStateLine({ courseId, lecture, mediaId }: MediaStateLineProps) {
  const t = useTranslations('studio.upload');
  // Of a video that was replaced just now the course still tells the old one's state.
  const known = lecture.mediaId === mediaId ? lecture.mediaStatus : undefined;
  const media = useMedia(courseId, mediaId, known);
  return (
    <div className="space-y-2">
      <InterruptedNotice lectureId={lecture.id} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <MediaWords status={media.status} percent={media.percent} lecture={lecture} />
        <VideoPicker
          variant={media.status === 'failed' || !media.status ? 'soft' : 'ghost'}
          label={
            media.status ? t(media.status === 'failed' ? 'retryFile' : 'replace') : t('choose')
          }
          accessibleLabel={t('chooseFor', { title: lecture.title })}
          onFiles={([file]) => file && void startUpload(lecture.id, file)}
        />
      </div>
      {media.reason && (
        <p role="alert" className="text-sm text-danger-ink">
          {media.reason}
        </p>
      )}
    </div>
  );
}

interface MediaWordsProps {
  readonly status: MediaStatus | undefined;
  readonly percent: number | undefined;
  readonly lecture: Lecture;
}

function MediaWords({ status, percent, lecture }: MediaWordsProps) {
  const t = useTranslations('studio.upload');
  if (!status) return <span className="text-ink-soft">{t('none')}</span>;
  if (status === 'failed') {
    return (
      <Badge tone="danger">
        <TriangleAlert aria-hidden="true" />
        {t('mediaFailed')}
      </Badge>
    );
  }
  if (status === 'processing') {
    const words = percent === undefined ? t('processing') : t('processingPercent', { percent });
    return (
      <span className="flex min-w-48 flex-1 items-center gap-3 text-ink-soft">
        <span className="whitespace-nowrap">{words}</span>
        <Progress tone="accent" value={percent} label={`${t('processing')}: ${lecture.title}`} />
      </span>
    );
  }
  return (
    <>
      <Badge tone="brand">
        <CircleCheckBig aria-hidden="true" />
        {t(status)}
      </Badge>
      {lecture.durationSeconds !== null && lecture.durationSeconds > 0 && (
        <span className="text-ink-soft tabular-nums">{formatClock(lecture.durationSeconds)}</span>
      )}
    </>
  );
}

function useMedia(courseId: string, mediaId: string | undefined, known: MediaStatus | undefined) {
  const client = useQueryClient();
  const isSettled = known === 'ready';
  const { data } = useQuery({
    queryKey: ['media', mediaId],
    queryFn: () => browserApi.getMedia({ params: { id: mediaId ?? '' } }),
    enabled: Boolean(mediaId) && !isSettled,
    refetchInterval: ({ state }) =>
      state.data && ['ready', 'failed'].includes(state.data.status) ? false : pollMs,
  });
  // The course may know of the end first, and then nobody asks for the media any more.
  const status = isSettled ? known : (data?.status ?? known);
  useEffect(() => {
    // The course names length and status of its lectures: it is read again when they change.
    if (data?.status) void client.invalidateQueries({ queryKey: courseKey(courseId) });
  }, [client, courseId, data?.status]);
  return {
    status: status ?? (mediaId ? ('processing' as const) : undefined),
    percent: data?.status === 'processing' ? data.progress : undefined,
    reason: data?.error?.message,
  };
}
