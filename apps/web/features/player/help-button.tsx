'use client';

import { Keyboard } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PlayerButton } from './player-button.tsx';

/** Only where there may be a keyboard and room for one more button. */
export function HelpButton({ onClick }: { onClick: () => void }) {
  const t = useTranslations('player');
  return (
    <PlayerButton label={t('keys')} className="max-lg:hidden" onClick={onClick}>
      <Keyboard aria-hidden="true" />
    </PlayerButton>
  );
}
