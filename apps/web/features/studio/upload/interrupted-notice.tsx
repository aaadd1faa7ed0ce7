'use client';

import { Button } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { forgetUpload, type InterruptedUpload, recallUpload } from './interrupted-upload.ts';
import { abandon } from './upload-session.ts';

/** After a reload: the browser may not open the file again by itself, a person has to pick it. */
export function InterruptedNotice({ lectureId }: { lectureId: string }) {
  const t = useTranslations('studio.upload');
  const [interrupted, setInterrupted] = useState<InterruptedUpload | null>(null);
  // Only the browser knows; the server renders the line without it.
  useEffect(() => setInterrupted(recallUpload(localStorage, lectureId)), [lectureId]);
  const percent = useArrived(interrupted, () => {
    forgetUpload(localStorage, lectureId);
    setInterrupted(null);
  });
  if (!interrupted || percent === undefined) return null;
  return (
    <Notice tone="accent">
      <p>{t('interrupted', { name: interrupted.name, percent })}</p>
      <Button
        variant="link"
        size="sm"
        className="px-0"
        onClick={() => {
          setInterrupted(null);
          void abandon(lectureId);
        }}
      >
        {t('forget')}
      </Button>
    </Notice>
  );
}

/**
 * Percent of the file that the server has; undefined until it has answered. An upload that it gave
 * up, after a week, cannot be gone on with: then `onGone` is called.
 */
function useArrived(interrupted: InterruptedUpload | null, onGone: () => void): number | undefined {
  const { data } = useQuery({
    queryKey: ['interrupted-upload', interrupted?.uploadId],
    queryFn: () => browserApi.getUpload({ params: { id: interrupted?.uploadId ?? '' } }),
    enabled: interrupted !== null,
    staleTime: 0,
    gcTime: 0,
  });
  const isGone = data?.status === 'aborted';
  useEffect(() => {
    if (isGone) onGone();
  }, [isGone, onGone]);
  if (!data || !interrupted) return undefined;
  if (data.status === 'completed') return 100;
  const bytes = data.received.length * data.partSize;
  return Math.min(99, Math.floor((bytes / interrupted.size) * 100));
}
