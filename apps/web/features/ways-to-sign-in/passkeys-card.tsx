'use client';

import { Badge } from '@edumaster/ui/badge';
import { Button } from '@edumaster/ui/button';
import { toast } from '@edumaster/ui/toaster';
import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Passkey } from '#web/api/identity.ts';
import { SettingsCard } from '../account/settings-card.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { RenamePasskey } from './rename-passkey.tsx';
import { useWayTimes, WayList, WayRow } from './way-list.tsx';

export interface PasskeysCardProps {
  readonly first: readonly Passkey[];
  readonly hasPassword: boolean;
  /** The time of the page: the browser's clock may be wrong. */
  readonly now: string;
}

export function PasskeysCard({ first, hasPassword, now }: PasskeysCardProps) {
  const t = useTranslations('waysToSignIn');
  const [passkeys, setPasskeys] = useState(first);
  const replace = (changed: Passkey) =>
    setPasskeys((known) => known.map((one) => (one.id === changed.id ? changed : one)));
  return (
    <SettingsCard title={t('passkeysTitle')} lead={t('passkeysLead')}>
      <WayList
        none={t('passkeysNone')}
        rows={passkeys.map((passkey) => (
          <PasskeyRow
            key={passkey.id}
            passkey={passkey}
            now={now}
            hasPassword={hasPassword}
            onRenamed={replace}
            onRemoved={() => setPasskeys((known) => known.filter(({ id }) => id !== passkey.id))}
          />
        ))}
      />
      <div className="mt-5">
        <AddPasskey
          hasPassword={hasPassword}
          onAdded={(passkey) => setPasskeys((known) => [...known, passkey])}
        />
      </div>
    </SettingsCard>
  );
}

interface PasskeyRowProps {
  readonly passkey: Passkey;
  readonly now: string;
  readonly hasPassword: boolean;
  readonly onRenamed: (passkey: Passkey) => void;
  readonly onRemoved: () => void;
}

function PasskeyRow({ passkey, now, hasPassword, onRenamed, onRemoved }: PasskeyRowProps) {
  const t = useTranslations('waysToSignIn');
  const { id, name, isBackedUp } = passkey;
  const { made, used } = useWayTimes(passkey, now);
  return (
    <WayRow
      icon={KeyRound}
      actions={
        <div className="flex gap-1">
          <RenamePasskey passkey={passkey} onRenamed={onRenamed} />
          <ConfirmDialog
            trigger={
              <Button variant="ghost" size="sm" aria-label={t('removeOf', { name })}>
                {t('remove')}
              </Button>
            }
            title={t('passkeyRemoveTitle', { name })}
            text={t('passkeyRemoveText')}
            action={t('remove')}
            tone="danger"
            hasPassword={hasPassword}
            onConfirm={async (body) => {
              await browserApi.removePasskey({ params: { id }, body });
              toast.success(t('passkeyRemoved'));
              onRemoved();
              return true;
            }}
          />
        </div>
      }
    >
      <p className="flex flex-wrap items-center gap-2 font-semibold">
        <span className="break-words">{name}</span>
        {isBackedUp && <Badge>{t('backedUp')}</Badge>}
      </p>
      <p className="text-sm text-ink-soft">{t('passkeyUse', { made, used })}</p>
    </WayRow>
  );
}
