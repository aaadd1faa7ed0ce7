'use client';

import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { toast } from '@edumaster/ui/toaster';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Passkey } from '#web/api/identity.ts';
import { makePasskey } from '#web/platform/passkeys.ts';
import { ConfirmDialog, type Confirmation } from './confirm-dialog.tsx';
import { DeviceRefusal } from './ways-failure.ts';

export interface AddPasskeyProps {
  readonly hasPassword: boolean;
  readonly onAdded: (passkey: Passkey) => void;
}

export function AddPasskey({ hasPassword, onAdded }: AddPasskeyProps) {
  const t = useTranslations('waysToSignIn');
  const [name, setName] = useState(t('passkeyNameDefault'));
  const [isMissing, setMissing] = useState(false);
  async function add(body: Confirmation) {
    const options = await browserApi.preparePasskey({ body });
    const made = await makePasskey(options);
    if (!made.isGiven) {
      throw new DeviceRefusal(made.isPossible ? 'passkeyCancelled' : 'passkeyImpossible');
    }
    const { credential } = made;
    onAdded(await browserApi.addPasskey({ body: { name: name.trim(), credential } }));
    toast.success(t('passkeyAdded'));
    return true;
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="secondary">
          <Plus aria-hidden="true" />
          {t('passkeyAdd')}
        </Button>
      }
      title={t('passkeyAddTitle')}
      text={t('passkeyAddText')}
      action={t('continue')}
      hasPassword={hasPassword}
      isReady={() => {
        const isThere = name.trim() !== '';
        setMissing(!isThere);
        return isThere;
      }}
      onConfirm={add}
    >
      <Field
        label={t('passkeyName')}
        hint={t('passkeyNameHint')}
        error={isMissing ? t('passkeyNameMissing') : undefined}
        required
      >
        <Input value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
