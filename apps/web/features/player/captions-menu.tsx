'use client';

import { Captions } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect } from 'react';
import type { Caption } from '#web/api/media.ts';
import { PlayerMenu } from './player-menu.tsx';
import { usePlayerPreferences } from './player-preferences.ts';

const off = 'off';

export interface CaptionsMenuProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly captions: readonly Caption[];
  readonly container: HTMLElement | null;
}

/** In place of media-chrome's own button, which names a state that assistive technology rejects. */
export function CaptionsMenu({ video, captions, container }: CaptionsMenuProps) {
  const t = useTranslations('player');
  const { captionLanguage, set } = usePlayerPreferences();
  useEffect(() => {
    for (const track of video.current?.textTracks ?? []) {
      if (track.kind !== 'captions' && track.kind !== 'subtitles') continue;
      track.mode = track.language === captionLanguage ? 'showing' : 'disabled';
    }
  }, [video, captionLanguage, captions]);
  if (captions.length === 0) return null;
  return (
    <PlayerMenu
      label={t('captions')}
      icon={<Captions aria-hidden="true" />}
      value={captionLanguage ?? off}
      options={[
        { value: off, label: t('captionsOff') },
        ...captions.map(({ language, label, isAutomatic }) => ({
          value: language,
          label: isAutomatic ? t('captionsAutomatic', { label }) : label,
        })),
      ]}
      onChoose={(value) => set({ captionLanguage: value === off ? null : value })}
      container={container}
    />
  );
}
