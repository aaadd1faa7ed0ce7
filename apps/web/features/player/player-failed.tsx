'use client';

import { Button } from '@edumaster/ui/button';
import { WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StageMessage } from './stage-message.tsx';

export function PlayerFailed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('player');
  return (
    <StageMessage
      role="alert"
      icon={<WifiOff aria-hidden="true" />}
      title={t('errorTitle')}
      text={t('errorText')}
      action={<Button onClick={onRetry}>{t('retry')}</Button>}
    />
  );
}
