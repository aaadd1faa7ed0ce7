'use client';

import { Button } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { type InterruptedUpload, recallUpload } from './interrupted-upload.ts';
import { abandon } from './upload-session.ts';

/** After a reload: the browser may not open the file again by itself, a person has to pick it. */
export function InterruptedNotice({ lectureId }: { lectureId: string }) {
  const t = useTranslations('studio.upload');
  const [interrupted, setInterrupted] = useState<InterruptedUpload | null>(null);
  // Only the browser knows; the server renders the line without it.
  useEffect(() => setInterrupted(recallUpload(localStorage, lectureId)), [lectureId]);
  if (!interrupted) return null;
  return (
    <Notice tone="accent">
      <p>{t('interrupted', { name: interrupted.name })}</p>
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
