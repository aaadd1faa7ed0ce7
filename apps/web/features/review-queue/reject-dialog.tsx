'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { Textarea } from '@edumaster/ui/textarea';
import { MessageSquareWarning } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';

/** Less than that is no reason that anybody can act on. */
const shortestReason = 10;

export interface RejectDialogProps {
  readonly isBusy: boolean;
  readonly onReject: (reason: string) => Promise<void>;
}

export function RejectDialog({ isBusy, onReject }: RejectDialogProps) {
  const t = useTranslations('reviewQueue');
  const tShell = useTranslations('shell');
  const [error, setError] = useState<string | undefined>();
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const isReason = reason.length >= shortestReason;
    setError(isReason ? undefined : t('reasonRequired'));
    if (isReason) void onReject(reason);
  }
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="secondary" wide>
          <MessageSquareWarning aria-hidden="true" />
          {t('reject')}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t('rejectTitle')}
        description={t('rejectText')}
        closeLabel={tShell('close')}
      >
        <form noValidate onSubmit={send} className="space-y-5">
          <Field label={t('reason')} hint={t('reasonHint')} error={error} required>
            <Textarea name="reason" maxLength={4000} />
          </Field>
          <Button type="submit" wide busy={isBusy}>
            {t(isBusy ? 'rejecting' : 'sendRejection')}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
