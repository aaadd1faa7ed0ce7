'use client';

import { Button } from '@edumaster/ui/button';
import { WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StageMessage } from './stage-message.tsx';

export interface PlayerFailedProps {
  /** By default that the video stopped. */
  readonly title?: string;
  readonly onRetry: () => void;
}

export function PlayerFailed({ title, onRetry }: PlayerFailedProps) {
  const t = useTranslations('player');
  return (
    <StageMessage
      role="alert"
      icon={<WifiOff aria-hidden="true" />}
      title={title ?? t('errorTitle')}
      text={t('errorText')}
      action={<Button onClick={onRetry}>{t('retry')}</Button>}
    />
  );
}
