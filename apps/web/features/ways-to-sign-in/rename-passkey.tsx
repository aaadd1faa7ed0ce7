'use client';

import { Button, buttonStyle } from '@edumaster/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Passkey } from '#web/api/identity.ts';
import { FailureLine } from './failure-line.tsx';
import { type Failure, failureOf } from './ways-failure.ts';

export interface RenamePasskeyProps {
  readonly passkey: Passkey;
  readonly onRenamed: (passkey: Passkey) => void;
}

export function RenamePasskey({ passkey, onRenamed }: RenamePasskeyProps) {
  const t = useTranslations('waysToSignIn');
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(passkey.name);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isMissing = name.trim() === '';
  async function rename() {
    setBusy(true);
    setFailure(null);
    try {
      const params = { id: passkey.id };
      onRenamed(await browserApi.renamePasskey({ params, body: { name: name.trim() } }));
      setOpen(false);
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isMissing) void rename();
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(opens) => {
        setName(passkey.name);
        setFailure(null);
        setOpen(opens);
      }}
    >
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={t('renameOf', { name: passkey.name })}>
          {t('rename')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('renameTitle')} closeLabel={t('close')}>
        <form noValidate method="post" onSubmit={submit} className="space-y-5">
          <FailureLine failure={failure} />
          <Field
            label={t('passkeyName')}
            error={isMissing ? t('passkeyNameMissing') : undefined}
            required
          >
            <Input value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />
          </Field>
          <div className="flex flex-wrap justify-end gap-3">
            <DialogClose className={buttonStyle({ variant: 'secondary' })}>
              {t('cancel')}
            </DialogClose>
            <Button type="submit" busy={isBusy}>
              {t('renameSave')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
