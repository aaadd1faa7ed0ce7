'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { buttonStyle } from '@edumaster/ui/button';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { PasswordInput } from '#web/features/sign-in/password-input.tsx';
import { FailureLine } from './failure-line.tsx';
import { type Failure, failureOf } from './ways-failure.ts';

/** Goes into the body of what is asked for; empty for who has no password. */
export interface Confirmation {
  readonly currentPassword?: string;
}

export interface ConfirmDialogProps {
  readonly trigger: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly tone?: 'primary' | 'danger';
  readonly hasPassword: boolean;
  /** Further fields, above the password. */
  readonly children?: ReactNode;
  /** Whether the fields are filled in; says itself what is missing. */
  readonly isReady?: () => boolean;
  /** @returns whether the dialog closes; what it throws is shown */
  readonly onConfirm: (confirmation: Confirmation) => Promise<boolean>;
}

/** Asks for the password before a change that nobody may make at an unlocked computer. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, title, text, action, tone = 'primary', hasPassword, children } = props;
  const t = useTranslations('waysToSignIn');
  const [isOpen, setOpen] = useState(false);
  const form = useConfirmation(props, () => setOpen(false));
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(opens) => {
        form.reset();
        setOpen(opens);
      }}
    >
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={title} description={text} closeLabel={t('close')}>
        <form noValidate method="post" onSubmit={form.submit} className="space-y-5">
          <FailureLine failure={form.failure} />
          {children}
          {hasPassword && (
            <Field label={t('currentPassword')} error={form.missing} required>
              <PasswordInput
                autoComplete="current-password"
                value={form.password}
                onChange={({ target }) => form.setPassword(target.value)}
              />
            </Field>
          )}
          <div className="flex flex-wrap justify-end gap-3">
            <DialogClose className={buttonStyle({ variant: 'secondary' })}>
              {t('cancel')}
            </DialogClose>
            <Button type="submit" variant={tone} busy={form.isBusy}>
              {action}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function useConfirmation(
  { hasPassword, isReady, onConfirm }: ConfirmDialogProps,
  close: () => void,
) {
  const t = useTranslations('waysToSignIn');
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function confirm() {
    setBusy(true);
    setFailure(null);
    try {
      if (await onConfirm(hasPassword ? { currentPassword: password } : {})) close();
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
  }
  return {
    password,
    setPassword,
    isBusy,
    failure,
    missing: isMissing ? t('passwordMissing') : undefined,
    submit(event: FormEvent) {
      event.preventDefault();
      // The form of a dialog stands in that of nobody, but its events bubble through the portal.
      event.stopPropagation();
      const lacksPassword = hasPassword && password === '';
      setMissing(lacksPassword);
      const isFilledIn = isReady?.() ?? true;
      if (isFilledIn && !lacksPassword) void confirm();
    },
    reset() {
      setPassword('');
      setMissing(false);
      setFailure(null);
    },
  };
}
