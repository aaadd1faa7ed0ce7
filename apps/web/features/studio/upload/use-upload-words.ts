'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatBytes, formatTimeLeft } from './upload-size.ts';
import type { Reason, Upload } from './uploads-store.ts';

/** What a person reads about an upload. */
export interface UploadWords {
  /** Where it is, with speed and time left as far as they are known. */
  state(upload: Upload): string;
  reason(reason: Reason | undefined): string;
}

export function useUploadWords(): UploadWords {
  const t = useTranslations('studio.upload');
  const locale = useLocale();
  const reason = (why: Reason | undefined): string => {
    if (!why) return t('failed');
    if (why.kind === 'message') return why.message;
    if (why.kind === 'empty') return t('refusedEmpty');
    if (why.kind === 'size') return t('refusedSize', { limit: formatBytes(why.maxBytes, locale) });
    if (why.kind === 'daily-limit') {
      return t('dailyLimit', { limit: why.message, time: clockOf(why.freeAt, locale) });
    }
    const types = why.extensions.map((extension) => extension.toUpperCase());
    return t('refusedType', {
      types: new Intl.ListFormat(locale, { type: 'disjunction' }).format(types),
    });
  };
  const sent = ({ sentBytes, totalBytes }: Upload) =>
    t('sent', { sent: formatBytes(sentBytes, locale), total: formatBytes(totalBytes, locale) });
  const state = (upload: Upload): string => {
    const { step, bytesPerSecond, secondsLeft } = upload;
    if (step === 'preparing' || step === 'finishing' || step === 'waiting') return t(step);
    if (step === 'failed' || step === 'refused') return reason(upload.reason);
    if (step === 'paused') return `${t('paused')} · ${sent(upload)}`;
    return [
      sent(upload),
      bytesPerSecond && t('speed', { speed: formatBytes(bytesPerSecond, locale) }),
      secondsLeft !== undefined && t('left', { time: formatTimeLeft(secondsLeft, locale) }),
    ]
      .filter(Boolean)
      .join(' · ');
  };
  return { state, reason };
}

function clockOf(at: number, locale: string): string {
  const options = { weekday: 'short', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale, options).format(at);
}
