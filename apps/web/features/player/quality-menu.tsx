'use client';

import { Settings2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PlayerMenu } from './player-menu.tsx';
import type { PlaybackSource } from './use-playback-source.ts';

const automatic = 'auto';

export interface QualityMenuProps {
  readonly source: PlaybackSource;
  readonly container: HTMLElement | null;
}

/** Only where there is a choice. */
export function QualityMenu({ source, container }: QualityMenuProps) {
  const t = useTranslations('player');
  if (source.qualities.length < 2) return null;
  const automaticLabel =
    source.chosen === null && source.shownHeight
      ? t('qualityAutoNow', { now: `${source.shownHeight}p` })
      : t('qualityAuto');
  return (
    <PlayerMenu
      label={t('quality')}
      icon={<Settings2 aria-hidden="true" />}
      value={source.chosen === null ? automatic : String(source.chosen)}
      options={[
        { value: automatic, label: automaticLabel },
        ...source.qualities.map((height) => ({ value: String(height), label: `${height}p` })),
      ]}
      onChoose={(value) => source.choose(value === automatic ? null : Number(value))}
      container={container}
    />
  );
}
