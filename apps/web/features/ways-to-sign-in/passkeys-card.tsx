'use client';

import { Badge } from '@edumaster/ui/badge';
import { Button } from '@edumaster/ui/button';
import { toast } from '@edumaster/ui/toaster';
import { KeyRound } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Passkey } from '#web/api/identity.ts';
import { SettingsCard } from '../account/settings-card.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { RenamePasskey } from './rename-passkey.tsx';

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
      {passkeys.length === 0 ? (
        <p className="text-ink-soft">{t('passkeysNone')}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              now={now}
              hasPassword={hasPassword}
              onRenamed={replace}
              onRemoved={() => setPasskeys((known) => known.filter(({ id }) => id !== passkey.id))}
            />
          ))}
        </ul>
      )}
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
  const format = useFormatter();
  const { id, name, createdAt, lastUsedAt, isBackedUp } = passkey;
  const made = format.dateTime(new Date(createdAt), { dateStyle: 'medium' });
  const used = lastUsedAt
    ? t('lastUsed', { time: format.relativeTime(new Date(lastUsedAt), new Date(now)) })
    : t('neverUsed');
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
      <KeyRound aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
      <div className="min-w-40 grow basis-0">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          <span className="break-words">{name}</span>
          {isBackedUp && <Badge>{t('backedUp')}</Badge>}
        </p>
        <p className="text-sm text-ink-soft">{t('passkeyUse', { made, used })}</p>
      </div>
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
    </li>
  );
}
