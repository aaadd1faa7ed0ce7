'use client';

import { Gauge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PlayerMenu } from './player-menu.tsx';
import { usePlayerPreferences } from './player-preferences.ts';

export const speeds: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

export function SpeedMenu({ container }: { container: HTMLElement | null }) {
  const t = useTranslations('player');
  const { speed, set } = usePlayerPreferences();
  return (
    <PlayerMenu
      label={t('speed')}
      icon={
        speed === 1 ? (
          <Gauge aria-hidden="true" />
        ) : (
          <span className="text-sm font-semibold tabular-nums">
            {t('speedValue', { value: speed })}
          </span>
        )
      }
      value={String(speed)}
      options={speeds.map((value) => ({
        value: String(value),
        label: value === 1 ? t('speedNormal') : t('speedValue', { value }),
      }))}
      onChoose={(value) => set({ speed: Number(value) })}
      container={container}
    />
  );
}
