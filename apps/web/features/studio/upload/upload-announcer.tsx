'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { type Upload, useUploads } from './uploads-store.ts';
import { useUploadWords } from './use-upload-words.ts';

/**
 * Tells screen readers what happens to uploads, when nothing else is being said: each change of
 * state, and no percentages.
 */
export function UploadAnnouncer() {
  const t = useTranslations('studio.upload.announce');
  const words = useUploadWords();
  const running = useUploads((state) => state.running);
  const finished = useUploads((state) => state.finished);
  const [said, setSaid] = useState('');
  const before = useRef(running);
  useEffect(() => {
    const news = Object.values(running)
      .filter(({ lectureId, step }) => before.current[lectureId]?.step !== step)
      .map(newsOf);
    const done = Object.values(before.current)
      .filter(({ lectureId }) => !running[lectureId] && finished[lectureId])
      .map(({ filename: name }) => t('done', { name }));
    before.current = running;
    const sentences = [...news, ...done].filter((sentence) => sentence !== undefined);
    if (sentences.length > 0) setSaid(sentences.join('. '));

    function newsOf({ filename: name, step, reason }: Upload): string | undefined {
      if (step === 'preparing') return undefined;
      if (step === 'failed' || step === 'refused') {
        return t('failed', { name, reason: words.reason(reason) });
      }
      return t(step, { name });
    }
  }, [running, finished, t, words]);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
