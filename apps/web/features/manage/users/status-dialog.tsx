'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Account } from '#web/api/members.ts';
import { useDecision } from '../use-decision.ts';
import { accountRefusal } from './account-refusal.ts';
import type { Decision } from './allowed-decisions.ts';
import { ReasonField } from './reason-field.tsx';

const statusOf = { suspend: 'suspended', ban: 'banned', reinstate: 'active' } as const;

export interface StatusDialogProps {
  readonly account: Pick<Account, 'id' | 'name'>;
  readonly decision: Decision;
}

/** Asks why, and changes the status of an account. */
export function StatusDialog({ account, decision }: StatusDialogProps) {
  const t = useTranslations('manage.users');
  const tShell = useTranslations('shell');
  const [isOpen, setOpen] = useState(false);
  const { name } = account;
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={decision === 'ban' ? 'danger' : 'secondary'}>{t(decision)}</Button>
      </DialogTrigger>
      <DialogContent
        title={t(`${decision}Title`, { name })}
        description={t(`${decision}Text`)}
        closeLabel={tShell('close')}
      >
        <StatusForm account={account} decision={decision} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function StatusForm({ account, decision, onDone }: StatusDialogProps & { onDone: () => void }) {
  const t = useTranslations('manage.users');
  const tStatus = useTranslations('manage.statuses');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { busy, decide } = useDecision();
  const status = statusOf[decision];
  async function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const given = reason.trim();
    if (given === '') return;
    const body = { status, reason: given };
    const isDone = await decide(
      'status',
      () => browserApi.changeAccountStatus({ params: { id: account.id }, body }),
      {
        done: t('changed', { name: account.name, status: tStatus(status).toLowerCase() }),
        refusal: (code) => accountRefusal(t, code),
      },
    );
    if (isDone) onDone();
  }
  return (
    <form noValidate className="space-y-6" onSubmit={(event) => void save(event)}>
      <ReasonField
        value={reason}
        onChange={setReason}
        isMissing={isTried && reason.trim() === ''}
      />
      <Button
        type="submit"
        wide
        busy={busy !== null}
        variant={decision === 'reinstate' ? 'primary' : 'danger'}
      >
        {t(busy === null ? decision : 'saving')}
      </Button>
    </form>
  );
}
