'use client';

import { Progress } from '@edumaster/ui/progress';
import { Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StageMessage } from './stage-message.tsx';

export interface VideoInPreparationProps {
  readonly percent: number;
  readonly isOffline: boolean;
}

/** How far a video is that nobody can watch yet; the page goes on by itself when one can. */
export function VideoInPreparation({ percent, isOffline }: VideoInPreparationProps) {
  const t = useTranslations('player');
  return (
    <StageMessage
      icon={<Hourglass aria-hidden="true" />}
      title={t('processingTitle')}
      text={t(isOffline ? 'offlineText' : 'processingText')}
      action={
        <div className="w-full max-w-xs">
          <Progress tone="stage" value={percent} label={t('processingLabel')} />
          <p aria-hidden="true" className="mt-2 text-sm text-on-stage/85 tabular-nums">
            {t('processingPercent', { percent })}
          </p>
        </div>
      }
    />
  );
}
