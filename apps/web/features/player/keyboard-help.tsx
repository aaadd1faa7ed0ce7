'use client';

import { Checkbox } from '@edumaster/ui/checkbox';
import { Dialog, DialogContent } from '@edumaster/ui/dialog';
import { useTranslations } from 'next-intl';
import { usePlayerPreferences } from './player-preferences.ts';

const shortcuts = [
  { does: 'keyToggle', keys: ['Space', 'K'] },
  { does: 'keyJump', keys: ['←', '→'] },
  { does: 'keyLongJump', keys: ['J', 'L'] },
  { does: 'keyPart', keys: ['0', '…', '9'] },
  { does: 'keyVolume', keys: ['↑', '↓'] },
  { does: 'keyMute', keys: ['M'] },
  { does: 'keyCaptions', keys: ['C'] },
  { does: 'keySpeed', keys: ['<', '>'] },
  { does: 'keyFullscreen', keys: ['F'] },
  { does: 'keyTheatre', keys: ['T'] },
  { does: 'keyNext', keys: ['Shift + N'] },
  { does: 'keyHelp', keys: ['?'] },
] as const;

export interface KeyboardHelpProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Which keys there are. Single letters can be switched off, for people who speak to their computer. */
export function KeyboardHelp({ isOpen, onOpenChange }: KeyboardHelpProps) {
  const t = useTranslations('player');
  const { hasKeys, set } = usePlayerPreferences();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t('keys')} closeLabel={t('close')}>
        <dl className="divide-y divide-line">
          {shortcuts.map(({ does, keys }) => (
            <div key={does} className="flex items-center justify-between gap-6 py-2">
              <dt>{t(does)}</dt>
              <dd className="flex shrink-0 items-center gap-1.5">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="min-w-8 rounded-md border border-line-strong bg-surface px-2 py-0.5 text-center font-sans text-sm"
                  >
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <Checkbox
          className="mt-5"
          label={t('keysOn')}
          checked={hasKeys}
          onCheckedChange={(checked) => set({ hasKeys: checked })}
        />
      </DialogContent>
    </Dialog>
  );
}
