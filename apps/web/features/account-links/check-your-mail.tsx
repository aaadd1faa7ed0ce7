'use client';

import { Button } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { Inbox, MailCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ArrivedHeading } from './arrived-heading.tsx';

export interface CheckYourMailProps {
  readonly email: string;
  readonly purpose: 'checkSignUp' | 'checkReset';
  /** This installation shows its mail on a page of its own. */
  readonly hasMailbox: boolean;
  readonly onAgain: () => void;
}

/** The same for every address: whether it has an account, its mailbox says. */
export function CheckYourMail({ email, purpose, hasMailbox, onAgain }: CheckYourMailProps) {
  const t = useTranslations('accountLinks');
  return (
    <>
      <div className="mb-5 grid size-14 place-items-center rounded-full bg-brand-soft text-brand-ink">
        <MailCheck aria-hidden="true" className="size-6" />
      </div>
      <ArrivedHeading>{t('checkTitle')}</ArrivedHeading>
      <p className="mt-3 break-words text-ink-soft">{t(purpose, { email })}</p>
      <p className="mt-3 text-ink-soft">
        {t(purpose === 'checkSignUp' ? 'checkDay' : 'checkHour')} {t('checkHint')}
      </p>
      {hasMailbox && (
        <Notice tone="accent" icon={<Inbox aria-hidden="true" />} className="mt-6">
          <p>{t('mailboxTitle')}</p>
          <a
            href={`/dev/mail?${new URLSearchParams({ to: email })}`}
            className="inline-flex min-h-6 items-center font-semibold underline underline-offset-4"
          >
            {t('mailboxLink')}
          </a>
        </Notice>
      )}
      <Button variant="secondary" className="mt-8 self-start" onClick={onAgain}>
        {t('otherAddress')}
      </Button>
    </>
  );
}
