'use client';

import { PanelRightClose, PanelRightOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PlayerButton } from './player-button.tsx';
import { usePlayerPreferences } from './player-preferences.ts';

export function TheatreButton() {
  const t = useTranslations('player');
  const { isWide, set } = usePlayerPreferences();
  const Icon = isWide ? PanelRightOpen : PanelRightClose;
  return (
    <PlayerButton
      label={t(isWide ? 'theatreOff' : 'theatre')}
      className="max-lg:hidden rtl:-scale-x-100"
      onClick={() => set({ isWide: !isWide })}
    >
      <Icon aria-hidden="true" />
    </PlayerButton>
  );
}
