'use client';

import { ApiProblem } from '@edumaster/http/client';
import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { NativeSelect } from '@edumaster/ui/native-select';
import { Notice } from '@edumaster/ui/notice';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Account } from '#web/api/members.ts';
import { signInAddress } from '#web/platform/sign-in-address.ts';
import { accountRefusal } from './account-refusal.ts';
import { ReasonField } from './reason-field.tsx';

const choices = [5, 15, 30, 60];

type Person = Pick<Account, 'id' | 'name'>;

export function ImpersonateDialog({ account }: { account: Person }) {
  const t = useTranslations('manage.users');
  const tShell = useTranslations('shell');
  const { name } = account;
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="secondary">{t('impersonate', { name })}</Button>
      </DialogTrigger>
      <DialogContent
        title={t('impersonateTitle', { name })}
        description={t('impersonateText')}
        closeLabel={tShell('close')}
      >
        <ImpersonateForm account={account} />
      </DialogContent>
    </Dialog>
  );
}

function ImpersonateForm({ account }: { account: Person }) {
  const t = useTranslations('manage.users');
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState(15);
  const [isTried, setTried] = useState(false);
  const { busy, refusal, start } = useStart();
  function send(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const given = reason.trim();
    if (given !== '') void start({ userId: account.id, reason: given, minutes });
  }
  return (
    <form noValidate className="space-y-6" onSubmit={send}>
      <ReasonField
        value={reason}
        onChange={setReason}
        isMissing={isTried && reason.trim() === ''}
      />
      <Field label={t('minutes')}>
        <NativeSelect value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {t('minutesOption', { minutes: choice })}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div role="alert">{refusal && <Refused code={refusal} personId={account.id} />}</div>
      <Button type="submit" wide busy={busy}>
        {t(busy ? 'starting' : 'start')}
      </Button>
    </form>
  );
}

function Refused({ code, personId }: { code: string; personId: string }) {
  const t = useTranslations('manage.users');
  const tManage = useTranslations('manage');
  if (code !== 'sign_in_again') {
    return <Notice tone="danger">{accountRefusal(t, code) ?? tManage('failed')}</Notice>;
  }
  return (
    <Notice tone="accent">
      <p>{t('signInAgain')}</p>
      <Button
        variant="link"
        size="sm"
        className="px-0"
        onClick={() => void signInAgain(`/manage/users/${personId}`)}
      >
        {t('signInAgainLink')}
      </Button>
    </Notice>
  );
}

/** Out first: who is signed in would come back without being asked for anything. */
async function signInAgain(returnTo: string): Promise<void> {
  await fetch('/auth/sign-out', { method: 'POST' });
  location.assign(signInAddress(returnTo));
}

function useStart() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function start(body: { userId: string; reason: string; minutes: number }) {
    setBusy(true);
    setRefusal(null);
    try {
      await browserApi.startImpersonation({ body });
      // Loads everything anew, as the person sees it.
      location.assign('/');
    } catch (error) {
      setRefusal(error instanceof ApiProblem ? error.problem.code : 'failed');
      setBusy(false);
    }
  }
  return { busy, refusal, start };
}
