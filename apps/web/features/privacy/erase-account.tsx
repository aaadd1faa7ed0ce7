'use client';

import { ApiProblem } from '@edumaster/http/client';
import { Button } from '@edumaster/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { Notice } from '@edumaster/ui/notice';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { PasswordInput } from '#web/features/sign-in/password-input.tsx';
import { type AccountFailure, accountFailure } from '../account/account-failure.ts';
import { AccountNotice } from '../account/account-notice.tsx';

export interface EraseAccountProps {
  readonly email: string;
  readonly hasPassword: boolean;
}

/** The way out: asked twice, and then done. */
export function EraseAccount({ email, hasPassword }: EraseAccountProps) {
  const t = useTranslations('privacy');
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="danger">{t('eraseOpen')}</Button>
      </DialogTrigger>
      <DialogContent
        title={t('eraseDialogTitle')}
        description={t('eraseDialogText', { email })}
        closeLabel={t('cancel')}
      >
        <EraseForm hasPassword={hasPassword} />
      </DialogContent>
    </Dialog>
  );
}

type Failure = AccountFailure | 'eraseMismatch' | 'eraseAlone';

function EraseForm({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations('privacy');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function erase(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email') ?? '');
    const password = String(form.get('password') ?? '');
    setFailure(null);
    setBusy(true);
    try {
      await browserApi.eraseMe({ body: hasPassword ? { email, password } : { email } });
      // Loads the page anew: nothing that was shown to the person stays in memory.
      location.assign('/');
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  }
  const isOfErasure = failure === 'eraseMismatch' || failure === 'eraseAlone';
  return (
    <form method="post" onSubmit={(event) => void erase(event)} className="space-y-5">
      <AccountNotice failure={isOfErasure ? null : failure} />
      <div role="alert">{isOfErasure && <Notice tone="danger">{t(failure)}</Notice>}</div>
      <Field label={t('eraseEmail')} required>
        <Input name="email" type="email" autoComplete="off" required />
      </Field>
      {hasPassword && (
        <Field label={t('erasePassword')} required>
          <PasswordInput name="password" autoComplete="current-password" required />
        </Field>
      )}
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose asChild>
          <Button type="button" variant="ghost">
            {t('cancel')}
          </Button>
        </DialogClose>
        <Button type="submit" variant="danger" busy={isBusy}>
          {t(isBusy ? 'eraseBusy' : 'eraseConfirm')}
        </Button>
      </div>
    </form>
  );
}

function failureOf(error: unknown): Failure {
  if (error instanceof ApiProblem && error.status === 422) return 'eraseMismatch';
  if (error instanceof ApiProblem && error.problem.code === 'runs_a_place_alone') {
    return 'eraseAlone';
  }
  return accountFailure(error);
}
